/** What the killed process and the one after it have in common. */
import { inventTables, type InventedTables } from './invent-tables.ts';

export const NOW = new Date('2026-11-20T15:00:00Z');
/** More than are read or written at once. */
export const PAPERS = 1_200;

export const inventGarden = (): InventedTables => {
  const tables = inventTables();
  for (let number = 1; number <= PAPERS; number += 1)
    tables.add(`2611.${String(number).padStart(5, '0')}`, '2026-11-20', `Tidal songs of garden ${number}`);
  return tables;
};
