/**
 * Where the decorators put what they learn. Decorators run while modules load, so this is the one piece of global state of the declaration
 * layer; `catalog.ts` turns it into a checked, frozen value that is handed down from there.
 */
import type { MemberFacts, ResourceClass, ResourceFacts } from './facts.ts';

const members = new WeakMap<object, MemberFacts[]>();
const resources = new WeakMap<ResourceClass, ResourceFacts>();

export function noteMember(prototype: object, facts: MemberFacts): void {
  const noted = members.get(prototype);
  if (noted) noted.push(facts);
  else members.set(prototype, [facts]);
}

export function membersOf(prototype: object): readonly MemberFacts[] {
  return members.get(prototype) ?? [];
}

export function noteResource(facts: ResourceFacts): void {
  resources.set(facts.class, facts);
}

/** The facts of a decorated class; throws when the class bears no @Resource. */
export function factsOf(resource: ResourceClass): ResourceFacts {
  const facts = resources.get(resource);
  if (!facts) throw new Error(`${resource.name || 'A class'} is used as a resource but carries no @Resource.`);
  return facts;
}
