/** PGlite's WebAssembly, compiled once, in the background: whoever knows early that it will be needed begins early. */
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import type { PGliteOptions } from '@electric-sql/pglite';

type Code = NonNullable<PGliteOptions['pgliteWasmModule']>;
/** The types of Node leave it out. */
declare const WebAssembly: { compile(bytes: Uint8Array): Promise<Code> };

let compiled: Promise<Code> | undefined;

export function pgliteCode(): Promise<Code> {
  compiled ??= compile();
  return compiled;
}

/** Read at once: who loads modules meanwhile would let a promise of the bytes wait, and the compiling with it. */
function compile(): Promise<Code> {
  sparingly();
  return WebAssembly.compile(readFileSync(new URL('pglite.wasm', import.meta.resolve('@electric-sql/pglite'))));
}

/**
 * V8's optimizing compiler takes 500 MB for a while over PGlite's largest functions, and keeps 100 MB. Without it a warm
 * start is quicker and writes are as quick; searching 10,000 sheets takes a few milliseconds more.
 */
function sparingly(): void {
  setFlagsFromString('--no-wasm-dynamic-tiering');
  setFlagsFromString('--no-wasm-tier-up');
}
