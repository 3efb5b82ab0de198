/** Which list makes a price infinite: the first, from the root downwards, that has no size and items that cost something. */
import { addTerm, amountOf, type PriceExpression, type PriceNode, type Variables } from './expression.ts';

/** Response keys joined with dots; null when the sum overflowed without an unbounded list. */
export function unboundedList({ root }: PriceExpression, variables: Variables): string | null {
  const visited = new Set<PriceNode>();
  const stack: { node: PriceNode; path: string }[] = [{ node: root, path: '' }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (visited.has(next.node)) continue;
    visited.add(next.node);
    for (const term of next.node.terms) {
      const path = term.responseKey === '' ? next.path : next.path === '' ? term.responseKey : `${next.path}.${term.responseKey}`;
      const price = { type: 0, field: 0 };
      addTerm(price, term, variables);
      if (Number.isFinite(price.type) && Number.isFinite(price.field)) continue;
      if (!Number.isFinite(amountOf(term.size, variables))) return path;
      for (const choice of term.choices) stack.push({ node: choice, path });
    }
  }
  return null;
}
