/** Promises that nobody waits for, in components: the linter that knows types reads no `.svelte` files. */
import { setImmediate } from 'node:timers/promises';
import ts from 'typescript';
import type { SourceProgram } from './sourceProgram';

/** @returns `file:line: start()`, one for each statement that starts what it does not await, catch or mark as `void` */
export async function floatingPromises(source: SourceProgram): Promise<string[]> {
  const checker = source.program.getTypeChecker();
  const found: string[] = [];
  for (const [file, root] of source.files) {
    if (!file.endsWith('.svelte')) continue;
    await setImmediate(); // a test runner takes a worker that never answers for dead
    const visit = (node: ts.Node): void => {
      if (ts.isExpressionStatement(node) && isLeftAlone(node.expression, checker))
        found.push(`${file}:${source.lineOf(file, node)}: ${node.expression.getText(root)}`);
      ts.forEachChild(node, visit);
    };
    visit(root);
  }
  return found;
}

function isLeftAlone(expression: ts.Expression, checker: ts.TypeChecker): boolean {
  if (ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.EqualsToken)
    return false; // kept for later
  return isPromise(checker.getTypeAtLocation(expression), checker) && !isCaught(expression);
}

function isPromise(type: ts.Type, checker: ts.TypeChecker): boolean {
  const parts = type.isUnion() ? type.types : [type];
  return parts.some(
    (part) => part.getProperty('then') !== undefined && checker.getAwaitedType(part) !== part
  );
}

/** Ends with `.catch(...)` or `.then(..., ...)`. */
function isCaught(expression: ts.Expression): boolean {
  if (!ts.isCallExpression(expression) || !ts.isPropertyAccessExpression(expression.expression)) return false;
  const method = expression.expression.name.text;
  return method === 'catch' || (method === 'then' && expression.arguments.length > 1);
}
