/** Where the sites of the demo estate stand: code, city, country, continent, time zone, latitude, longitude. */
export interface City {
  readonly code: string;
  readonly city: string;
  readonly country: string;
  readonly continent: string;
  readonly timeZone: string;
  readonly latitude: number;
  readonly longitude: number;
}

const table = `
fra Frankfurt|Germany|Europe|Europe/Berlin|50.11|8.68
ams Amsterdam|Netherlands|Europe|Europe/Amsterdam|52.37|4.9
lon London|United Kingdom|Europe|Europe/London|51.51|-0.13
par Paris|France|Europe|Europe/Paris|48.86|2.35
nyc New York|United States|North America|America/New_York|40.71|-74.01
chi Chicago|United States|North America|America/Chicago|41.88|-87.63
sjc San Jose|United States|North America|America/Los_Angeles|37.34|-121.89
sin Singapore|Singapore|Asia|Asia/Singapore|1.35|103.82
tyo Tokyo|Japan|Asia|Asia/Tokyo|35.68|139.69
syd Sydney|Australia|Oceania|Australia/Sydney|-33.87|151.21
sao São Paulo|Brazil|South America|America/Sao_Paulo|-23.55|-46.63
jnb Johannesburg|South Africa|Africa|Africa/Johannesburg|-26.2|28.05
muc Munich|Germany|Europe|Europe/Berlin|48.14|11.58
ber Berlin|Germany|Europe|Europe/Berlin|52.52|13.4
ham Hamburg|Germany|Europe|Europe/Berlin|53.55|9.99
dus Düsseldorf|Germany|Europe|Europe/Berlin|51.23|6.78
zrh Zurich|Switzerland|Europe|Europe/Zurich|47.38|8.54
gva Geneva|Switzerland|Europe|Europe/Zurich|46.2|6.14
vie Vienna|Austria|Europe|Europe/Vienna|48.21|16.37
mil Milan|Italy|Europe|Europe/Rome|45.46|9.19
rom Rome|Italy|Europe|Europe/Rome|41.9|12.5
mad Madrid|Spain|Europe|Europe/Madrid|40.42|-3.7
bcn Barcelona|Spain|Europe|Europe/Madrid|41.39|2.17
lis Lisbon|Portugal|Europe|Europe/Lisbon|38.72|-9.14
mrs Marseille|France|Europe|Europe/Paris|43.3|5.37
lys Lyon|France|Europe|Europe/Paris|45.76|4.84
bru Brussels|Belgium|Europe|Europe/Brussels|50.85|4.35
dub Dublin|Ireland|Europe|Europe/Dublin|53.35|-6.26
man Manchester|United Kingdom|Europe|Europe/London|53.48|-2.24
edi Edinburgh|United Kingdom|Europe|Europe/London|55.95|-3.19
cph Copenhagen|Denmark|Europe|Europe/Copenhagen|55.68|12.57
sto Stockholm|Sweden|Europe|Europe/Stockholm|59.33|18.07
osl Oslo|Norway|Europe|Europe/Oslo|59.91|10.75
hel Helsinki|Finland|Europe|Europe/Helsinki|60.17|24.94
waw Warsaw|Poland|Europe|Europe/Warsaw|52.23|21.01
prg Prague|Czechia|Europe|Europe/Prague|50.08|14.44
bud Budapest|Hungary|Europe|Europe/Budapest|47.5|19.04
ath Athens|Greece|Europe|Europe/Athens|37.98|23.73
ash Ashburn|United States|North America|America/New_York|39.04|-77.49
dal Dallas|United States|North America|America/Chicago|32.78|-96.8
atl Atlanta|United States|North America|America/New_York|33.75|-84.39
mia Miami|United States|North America|America/New_York|25.76|-80.19
den Denver|United States|North America|America/Denver|39.74|-104.99
sea Seattle|United States|North America|America/Los_Angeles|47.61|-122.33
lax Los Angeles|United States|North America|America/Los_Angeles|34.05|-118.24
phx Phoenix|United States|North America|America/Phoenix|33.45|-112.07
bos Boston|United States|North America|America/New_York|42.36|-71.06
tor Toronto|Canada|North America|America/Toronto|43.65|-79.38
mtr Montreal|Canada|North America|America/Toronto|45.5|-73.57
van Vancouver|Canada|North America|America/Vancouver|49.28|-123.12
mex Mexico City|Mexico|North America|America/Mexico_City|19.43|-99.13
rio Rio de Janeiro|Brazil|South America|America/Sao_Paulo|-22.91|-43.17
bue Buenos Aires|Argentina|South America|America/Argentina/Buenos_Aires|-34.6|-58.38
scl Santiago|Chile|South America|America/Santiago|-33.45|-70.67
bog Bogotá|Colombia|South America|America/Bogota|4.71|-74.07
hkg Hong Kong|Hong Kong|Asia|Asia/Hong_Kong|22.32|114.17
osa Osaka|Japan|Asia|Asia/Tokyo|34.69|135.5
sel Seoul|South Korea|Asia|Asia/Seoul|37.57|126.98
tpe Taipei|Taiwan|Asia|Asia/Taipei|25.03|121.57
bom Mumbai|India|Asia|Asia/Kolkata|19.08|72.88
del Delhi|India|Asia|Asia/Kolkata|28.61|77.21
blr Bengaluru|India|Asia|Asia/Kolkata|12.97|77.59
bkk Bangkok|Thailand|Asia|Asia/Bangkok|13.76|100.5
jkt Jakarta|Indonesia|Asia|Asia/Jakarta|-6.21|106.85
mnl Manila|Philippines|Asia|Asia/Manila|14.6|120.98
dxb Dubai|United Arab Emirates|Asia|Asia/Dubai|25.2|55.27
mel Melbourne|Australia|Oceania|Australia/Melbourne|-37.81|144.96
bne Brisbane|Australia|Oceania|Australia/Brisbane|-27.47|153.03
per Perth|Australia|Oceania|Australia/Perth|-31.95|115.86
akl Auckland|New Zealand|Oceania|Pacific/Auckland|-36.85|174.76
cpt Cape Town|South Africa|Africa|Africa/Johannesburg|-33.92|18.42
nbo Nairobi|Kenya|Africa|Africa/Nairobi|-1.29|36.82
los Lagos|Nigeria|Africa|Africa/Lagos|6.52|3.38
cai Cairo|Egypt|Africa|Africa/Cairo|30.04|31.24
`;

export const cities: readonly City[] = table
  .trim()
  .split('\n')
  .map((line) => {
    const [city, country, continent, timeZone, latitude, longitude] = line.slice(4).split('|') as [
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    return { code: line.slice(0, 3), city, country, continent, timeZone, latitude: Number(latitude), longitude: Number(longitude) };
  });
