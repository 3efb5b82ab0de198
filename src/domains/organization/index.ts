/** The resources of this domain. */
import { Location } from './location.ts';
import { Rack } from './rack.ts';
import { RackReservation } from './rack-reservation.ts';
import { RackRole } from './rack-role.ts';
import { Region } from './region.ts';
import { Site } from './site.ts';
import { SiteGroup } from './site-group.ts';

export const organization = [Region, SiteGroup, Site, Location, RackRole, Rack, RackReservation];
