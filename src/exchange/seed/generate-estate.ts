/**
 * The demo estate, batch by batch: so many resources, and the same bytes for the same size and seed.
 *
 * Data centres take about half of the rows, campuses a quarter, and branches whatever is left; points of presence come before them because circuits end
 * there. The last few rows are subscriber addresses, so that the number asked for is met exactly.
 */
import { type CampusSize, campus } from './campus.ts';
import { type DataCentreSize, dataCentre, mostRacksPerPod } from './data-centre.ts';
import { Estate } from './estate.ts';
import { layFoundations } from './foundations.ts';
import type { Batch } from './ledger.ts';
import { fill, giantContainer, giantDevice } from './skew.ts';
import type { SeededTable } from './tables.ts';
import { branch, pointOfPresence } from './wan-sites.ts';

/** Fewer than this do not hold one of everything. */
export const fewestResources = 5_000;
/** More than this runs out of private IPv4 space. */
export const mostResources = 10_000_000;

/** Small enough that a batch is sent while memory stays flat, large enough that a COPY per table is worth it. */
const batchSize = 40_000;
/** What one more branch takes at most. */
const branchSize = 160;
/** Rows of a data centre, measured: a pod without racks, and a rack by its servers. */
const rowsOfPod = 900;
const rowsOfRack = 480;
const rowsOfServer = 22;
const rowsOfMachine = 6.2;

export interface GeneratedEstate {
  readonly batches: Generator<Batch>;
  /** The highest key given out so far. */
  lastId(table: SeededTable): number;
}

export function generateEstate(resources: number, seed: number): GeneratedEstate {
  const estate = new Estate(resources, seed);
  return { batches: batches(estate), lastId: (table) => estate.ledger.lastId(table) };
}

function* batches(estate: Estate): Generator<Batch> {
  const { ledger } = estate;
  for (const _ of sites(estate)) if (ledger.resourcesInBatch >= batchSize) yield ledger.takeBatch();
  fill(estate, estate.resources - ledger.resources);
  yield ledger.takeBatch();
}

/** Yields wherever every reference points at a row that has been written. */
function* sites(estate: Estate): Generator<void> {
  const { ledger, resources } = estate;
  estate.foundations = layFoundations(estate);
  const pops = Math.max(2, Math.round(resources / 12_000));
  for (let index = 0; index < pops; index++) {
    const site = pointOfPresence(estate);
    if (index === 0) giantDevice(estate, site);
    yield;
  }
  giantContainer(estate);
  yield;
  const untilCampuses = ledger.resources + (resources - ledger.resources) * 0.66;
  while (ledger.resources < untilCampuses) {
    const size = sizeOfDataCentre(untilCampuses - ledger.resources);
    if (!size) break;
    yield* dataCentre(estate, size);
  }
  const untilBranches = ledger.resources + (resources - ledger.resources) * 0.7;
  while (ledger.resources < untilBranches) {
    const size = sizeOfCampus(untilBranches - ledger.resources);
    if (!size) break;
    campus(estate, size);
    yield;
  }
  while (resources - ledger.resources > branchSize) {
    branch(estate);
    yield;
  }
}

/** The largest data centre that the rows left are enough for; none when they are not. */
function sizeOfDataCentre(rows: number): DataCentreSize | undefined {
  const serversPerRack = rows > 20_000 ? 16 : 8;
  const machinesPerServer = 3;
  const rowsPerRack = rowsOfRack + serversPerRack * (rowsOfServer + machinesPerServer * rowsOfMachine);
  if (rows < rowsOfPod + rowsPerRack) return undefined;
  const fullPod = rowsOfPod + mostRacksPerPod * rowsPerRack;
  const pods = Math.min(3, Math.floor(rows / fullPod));
  if (pods >= 1) return { pods, racksPerPod: mostRacksPerPod, serversPerRack, machinesPerServer };
  return { pods: 1, racksPerPod: Math.max(1, Math.floor((rows - rowsOfPod) / rowsPerRack)), serversPerRack, machinesPerServer };
}

function sizeOfCampus(rows: number): CampusSize | undefined {
  for (const size of [
    { buildings: 4, floors: 4, stack: 3 },
    { buildings: 3, floors: 3, stack: 2 },
    { buildings: 2, floors: 2, stack: 2 },
    { buildings: 1, floors: 1, stack: 2 },
  ])
    if (rows > 500 + size.buildings * size.floors * (150 + size.stack * 400)) return size;
  return undefined;
}
