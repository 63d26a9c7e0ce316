/**
 * `npm run kernels`: compiles src/lib/kernels/wasm/assembly (AssemblyScript) to WebAssembly, stored as source text so
 * that workers, Node and an offline page load it alike. A unit test checks that the stored text is up to date.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const FOLDER = 'src/lib/kernels/wasm';
const OPTIONS = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--initialMemory', '64'];

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(`${FOLDER}/kernelsModule.ts`, await compileKernels());

/**
 * @returns {Promise<string>} the text of kernelsModule.ts
 * @throws {Error} with the compiler's messages
 */
export async function compileKernels() {
  let base64 = '';
  const stderr = asc.createMemoryStream();
  const { error } = await asc.main([`${FOLDER}/assembly/index.ts`, ...OPTIONS, '-o', 'module.wasm'], {
    stderr,
    writeFile: (_, contents) => void (base64 = Buffer.from(contents).toString('base64'))
  });
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
  return `/** Compiled from \`assembly/\` by \`npm run kernels\`. */\nexport const kernelsModule =\n  '${base64}';\n`;
}
