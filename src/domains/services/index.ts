/** The resources of this domain. */
import { Service } from './service.ts';
import { ServiceDependency } from './service-dependency.ts';
import { ServiceDependencyMember } from './service-dependency-member.ts';

export const services = [Service, ServiceDependency, ServiceDependencyMember];
