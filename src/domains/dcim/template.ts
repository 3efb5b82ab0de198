/**
 * What port templates of all kinds have in common: they belong to a device type or to a module type, and give their name and label to the ports
 * that are made from them.
 */
import { Text, ToOne } from '../../resource/vocabulary.ts';
import { DeviceType } from './device-type.ts';
import { ModuleType } from './module-type.ts';

/** The natural key of a template that may belong to either kind of type. */
export const withinItsType = [['deviceType', 'moduleType', 'name']] as const;

/** `ports` says what new devices are given, e.g. `Console ports`. */
export const ofDeviceType = (list: string, ports: string) =>
  ToOne(() => DeviceType, {
    via: 'deviceTypeId',
    optional: true,
    description: 'The model of device whose new devices are given the port; null for a template of a module type.',
    inverse: { name: list, page: 50, max: 1000, description: `${ports} that a new device of this model is given.` },
  });

export const ofModuleType = (list: string, ports: string) =>
  ToOne(() => ModuleType, {
    via: 'moduleTypeId',
    optional: true,
    description: 'The model of module whose new modules bring the port; null for a template of a device type.',
    inverse: { name: list, page: 50, max: 1000, description: `${ports} that a new module of this model brings.` },
  });

export const templateName = (example: string) =>
  Text({
    filter: true,
    order: true,
    natural: true,
    maxLength: 64,
    description: `Name that the new port is given; \`{module}\` stands for the position of its bay: \`${example}\`.`,
  });

export const templateLabel = Text({ nullable: true, maxLength: 64, description: 'What is printed on the hardware there.' });

export const templateDescription = Text({ nullable: true, maxLength: 500, description: 'What the new port is given as its description.' });
