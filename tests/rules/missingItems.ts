/** What types say where each item by index may be missing (`noUncheckedIndexedAccess`), in some of the files. */
import ts from 'typescript';
import type { SourceProgram } from './sourceProgram';

/**
 * Unused children, parameters of any type, and missing properties: of components of packages, whose source this program
 * does not read. The check of types, which reads it, finds those that are ours.
 */
const OF_PACKAGES: ReadonlySet<number> = new Set([6133, 7006, 2740]);

/** @returns `file:line: what is wrong with the type`, of the files that are checked */
export function missingItems(source: SourceProgram, isChecked: (file: string) => boolean): string[] {
  const found: string[] = [];
  for (const [file, root] of source.files) {
    if (!isChecked(file)) continue;
    for (const { code, start, messageText } of source.program.getSemanticDiagnostics(root)) {
      if (OF_PACKAGES.has(code)) continue;
      const text = ts.flattenDiagnosticMessageText(messageText, ' ');
      found.push(`${file}:${source.lineAt(file, start ?? 0)}: ${text}`);
    }
  }
  return found;
}
