/** The resources of this domain. */
import { Circuit } from './circuit.ts';
import { CircuitTermination } from './circuit-termination.ts';
import { CircuitType } from './circuit-type.ts';
import { Provider } from './provider.ts';
import { ProviderNetwork } from './provider-network.ts';

export const circuits = [Provider, ProviderNetwork, CircuitType, Circuit, CircuitTermination];
