/**
 * Rules of others that look at the same limits in their own way, behind the gate.
 *
 * The gate has made sure that these walks are short and end: run first, each takes seconds over a document of 900 bytes. Armor's limits on cost and depth
 * do not see variables, and its limit on tokens parses a third time, so those are left to the plan and to graphql-js. What armor finds is answered
 * with our own codes, whatever it says itself. Its blocking of suggestions is off too: it does not see those of enum values, inline fragments and
 * variables, which `withoutSuggestion` does.
 */
import { ApolloArmor } from '@escape.tech/graphql-armor';
import type { GraphQLError, ValidationContext, ValidationRule } from 'graphql';
import depthLimit from 'graphql-depth-limit';
import { refuse } from '../errors/refuse.ts';

export interface SecondLimits {
  readonly deepest: number;
  readonly mostAliases: number;
  readonly mostDirectives: number;
}

export function secondOpinions({ deepest, mostAliases, mostDirectives }: SecondLimits): readonly ValidationRule[] {
  const answeredAs = (row: 'ALIAS_LIMIT_EXCEEDED' | 'DIRECTIVE_LIMIT_EXCEEDED', limit: number) => ({
    n: limit,
    propagateOnRejection: false,
    onReject: [
      (context: ValidationContext | null, { message }: GraphQLError) =>
        context?.reportError(refuse(row, { found: Number(/found (\d+)/.exec(message)?.[1]), limit })),
    ],
  });
  const armor = new ApolloArmor({
    maxAliases: { ...answeredAs('ALIAS_LIMIT_EXCEEDED', mostAliases), allowList: [] },
    maxDirectives: answeredAs('DIRECTIVE_LIMIT_EXCEEDED', mostDirectives),
    blockFieldSuggestion: { enabled: false },
    maxTokens: { enabled: false },
    costLimit: { enabled: false },
    maxDepth: { enabled: false },
  }).protect();
  return [answeredAsDepth(deepest), ...armor.validationRules];
}

/** graphql-depth-limit counts from nought, and makes its error itself. */
function answeredAsDepth(deepest: number): ValidationRule {
  const rule = depthLimit(deepest - 1) as ValidationRule;
  return (context) => {
    const report = context.reportError.bind(context);
    const relabelled: ValidationContext = Object.create(context, {
      reportError: { value: () => report(refuse('DEPTH_LIMIT_EXCEEDED', { found: deepest + 1, limit: deepest })) },
    });
    return rule(relabelled);
  };
}
