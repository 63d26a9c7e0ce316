import ts from 'typescript';

/**
 * Whether code that uses a feature runs only where the feature is: it is called by `?.()`, or stands behind a
 * condition (`if`, `?:`, `&&`, `||`, an early return) that names the feature in `'name' in`, in `typeof`, or by itself.
 */
export function isAskedFor(use: ts.Node, name: string): boolean {
  for (let node = use; !ts.isSourceFile(node); node = node.parent) {
    if (isQuestion(node, name) || isBehindQuestion(node, name)) return true;
  }
  return false;
}

/** Whether the node is what asks. */
function isQuestion(node: ts.Node, name: string): boolean {
  const { parent } = node;
  if (names(node, name) && (ts.isTypeOfExpression(parent) || isOptionalCall(parent, node))) return true;
  return names(node, name) && isCondition(node);
}

const isOptionalCall = (parent: ts.Node, node: ts.Node): boolean =>
  (ts.isCallExpression(parent) || ts.isPropertyAccessExpression(parent)) &&
  parent.expression === node &&
  parent.questionDotToken !== undefined;

function isCondition(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isIfStatement(parent)) return parent.expression === node;
  if (ts.isConditionalExpression(parent)) return parent.condition === node;
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  return ts.isBinaryExpression(parent) && isLogical(parent) && parent.left === node;
}

const isLogical = ({ operatorToken: { kind } }: ts.BinaryExpression): boolean =>
  kind === ts.SyntaxKind.AmpersandAmpersandToken ||
  kind === ts.SyntaxKind.BarBarToken ||
  kind === ts.SyntaxKind.QuestionQuestionToken;

function isBehindQuestion(node: ts.Node, name: string): boolean {
  const { parent } = node;
  if (ts.isIfStatement(parent)) return parent.expression !== node && asks(parent.expression, name);
  if (ts.isConditionalExpression(parent)) return parent.condition !== node && asks(parent.condition, name);
  if (ts.isBinaryExpression(parent))
    return isLogical(parent) && parent.right === node && asks(parent.left, name);
  if (!ts.isBlock(parent) && !ts.isSourceFile(parent)) return false;
  const before = parent.statements.slice(0, parent.statements.indexOf(node as ts.Statement));
  return before.some(
    (statement) =>
      ts.isIfStatement(statement) && asks(statement.expression, name) && leaves(statement.thenStatement)
  );
}

function asks(node: ts.Node, name: string): boolean {
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.InKeyword)
    return ts.isStringLiteralLike(node.left) && node.left.text === name;
  return names(node, name) || ts.forEachChild(node, (child) => asks(child, name) || undefined) === true;
}

const names = (node: ts.Node, name: string): boolean =>
  (ts.isIdentifier(node) && node.text === name) ||
  (ts.isPropertyAccessExpression(node) && node.name.text === name);

function leaves(statement: ts.Statement): boolean {
  const last = ts.isBlock(statement) ? statement.statements.at(-1) : statement;
  return last !== undefined && (ts.isReturnStatement(last) || ts.isThrowStatement(last));
}
