/** Everything that arXiv, or the network before it, is known to do wrong, by name. */
import type { Protocol } from './answer.ts';
import { BROKEN_TRANSPORT } from './broken-transport.ts';
import { DAMAGED_BODIES } from './damaged-bodies.ts';
import type { Fault, FaultEffect } from './faulty-exchange.ts';
import { MISLEADING_ANSWERS } from './misleading-answers.ts';
import { REFUSALS } from './refusals.ts';

const BY_KIND = { ...REFUSALS, ...BROKEN_TRANSPORT, ...DAMAGED_BODIES, ...MISLEADING_ANSWERS };

export type FaultKind = keyof typeof BY_KIND;

/** All kinds: the rows of a fault matrix. */
export const FAULTS: readonly FaultKind[] = Object.keys(BY_KIND) as FaultKind[];

export const faultOf = (kind: FaultKind): Fault => BY_KIND[kind];

/** The protocols in which a fault makes sense. */
export const protocolsOf = (kind: FaultKind): readonly Protocol[] => faultOf(kind).protocols;

export const effectOf = (kind: FaultKind): FaultEffect => faultOf(kind).effect;
