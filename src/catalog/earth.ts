/** Where on earth the usual regions of clouds are, and what light takes between them. */

export interface EarthPlace {
  readonly name: string;
  /** Degrees north and east, of the city that stands for it. */
  readonly at: readonly [latitude: number, longitude: number];
  /** As the entries of the catalog name it: `EU_west`. */
  readonly route: string | null;
  /** Regions of clouds that are in or next to that city. */
  readonly regions: readonly string[];
}

const place = (name: string, latitude: number, longitude: number, route: string | null, ...regions: readonly string[]): EarthPlace => ({
  name,
  at: [latitude, longitude],
  route,
  regions,
});

/**
 * @source Coordinates of the cities: GeoNames, geonames.org. Which city a cloud's region is in or next to: the lists of regions of AWS
 * (docs.aws.amazon.com/global-infrastructure), Google Cloud (cloud.google.com/about/locations) and Azure (learn.microsoft.com/azure/reliability/regions-list)
 */
export const EARTH_PLACES: readonly EarthPlace[] = [
  place('na-east', 39.04, -77.49, 'NA_east', 'us-east-1', 'us-east4', 'eastus', 'eastus2'), // Ashburn
  place('na-central', 41.26, -95.86, 'NA_central', 'us-central1'), // Council Bluffs
  place('na-west', 45.59, -121.18, 'NA_west', 'us-west-2', 'us-west1'), // The Dalles
  place('sa-east', -23.55, -46.63, null, 'sa-east-1', 'southamerica-east1', 'brazilsouth'), // São Paulo
  place('eu-west', 53.35, -6.26, 'EU_west', 'eu-west-1', 'northeurope'), // Dublin
  place('eu-central', 50.11, 8.68, null, 'eu-central-1', 'europe-west3', 'germanywestcentral'), // Frankfurt
  place('africa-south', -26.2, 28.05, null, 'africa-south1', 'southafricanorth'), // Johannesburg
  place('asia-south', 19.08, 72.88, null, 'ap-south-1', 'asia-south1', 'westindia'), // Mumbai
  place('asia-east', 35.68, 139.69, null, 'ap-northeast-1', 'asia-northeast1', 'japaneast'), // Tokyo
  place('singapore', 1.35, 103.82, 'Singapore', 'ap-southeast-1', 'asia-southeast1', 'southeastasia'),
  place('oceania', -33.87, 151.21, null, 'ap-southeast-2', 'australia-southeast1', 'australiaeast'), // Sydney
];

/** A place by its name, or by that of a cloud's region there. */
export const earthPlace = (name: string): EarthPlace | undefined =>
  EARTH_PLACES.find((candidate) => candidate.name === name || candidate.regions.includes(name));

/** Ids of the entries with the round trip between two places, either way round: which of them there is, the catalog tells. */
export function routesBetween(a: string, b: string): readonly string[] {
  const [from, to] = [earthPlace(a)?.route, earthPlace(b)?.route];
  if (!from || !to) return [];
  const [area, side] = [from.split('_'), to.split('_')];
  const within = area[0] === side[0] && area[1] && side[1] ? [`${from}-${side[1]}`, `${to}-${area[1]}`] : [];
  return [...within, `${from}-${to}`, `${to}-${from}`].map((route) => `napkin.wan.${route}.lat`);
}

/** Mean radius, km. @source IUGG 1980 */
const EARTH_RADIUS = 6371.0088;
/** Light in fiber, km/s: that of the vacuum over a refractive index of 1.468. @source ITU-T G.652; CODATA */
const LIGHT_IN_FIBER = 299_792.458 / 1.468;

/**
 * The shortest round trip between two points: along the great circle, at the speed of light in fiber. Seconds.
 * @source R. W. Sinnott 1984, Sky and Telescope 68(2): the haversine formula
 */
export function leastRoundTrip([lat1, lon1]: readonly [number, number], [lat2, lon2]: readonly [number, number]): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const square = (x: number): number => Math.sin(x / 2) ** 2;
  const h = square(radians(lat2 - lat1)) + Math.cos(radians(lat1)) * Math.cos(radians(lat2)) * square(radians(lon2 - lon1));
  const distance = 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(h)));
  return (2 * distance) / LIGHT_IN_FIBER;
}
