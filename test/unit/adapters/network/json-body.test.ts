import { readJson } from '../../../../lambdas/adapters/network/json-body.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);

describe('a body that should be JSON', () => {
  it.each(['null', '[]', ' {"a": "é"}\n', '\uFEFF{"a":1}'])('is read: %j', (text) => {
    expect(readJson(bytes(text))).toHaveProperty('value');
  });

  it.each([
    ['', 'nothing'],
    [' \n', 'nothing'],
    ['<!DOCTYPE html><title>x</title>', 'an HTML page'],
    ['\n<HTML lang="en">', 'an HTML page'],
    ['<?xml version="1.0"?><Error/>', 'markup'],
    ['[{"paper": {"id": "26', 'damaged or cut JSON'],
    ['{]', 'damaged or cut JSON'],
    ['Rate exceeded.', 'other text'],
  ])('is told from %j', (text, instead) => {
    expect(readJson(bytes(text))).toEqual({ instead });
  });
});
