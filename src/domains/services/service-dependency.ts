/**
 * What a service needs: k of n.
 *
 * "One of two database servers" is a dependency with `required: 1` and two members; "both power feeds" has `required: 2`. A service works
 * while each of its dependencies has enough working members. PostgreSQL refuses at commit what cannot be met: more required than members.
 */
import { Integer, Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { Service } from './service.ts';

@Resource({
  domain: 'services',
  plural: 'serviceDependencies',
  description: 'A need of a service: a number of things of which some have to work, e.g. one of two database servers.',
  keys: [['service', 'name']],
  tags: true,
})
export class ServiceDependency {
  @ToOne(() => Service, {
    via: 'serviceId',
    description: 'The service that has the need.',
    inverse: { name: 'dependencies', page: 50, max: 200, description: 'What this service needs; each need has to be met.' },
  })
  service!: Service | null;

  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'Name of the need, unique within the service: `Database`.',
  })
  name!: string;

  @Integer({
    filter: true,
    order: true,
    min: 1,
    description: 'How many of the members have to work: 1 for any of them, as many as there are for all.',
  })
  required!: number;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What happens to the service when the need is not met.' })
  description!: string | null;
}
