// Every page that the browser tests visit and photograph.

/**
 * `name` is the name of its photographs; `path` its Dutch address, the English one lies below /en; `paths` where the two
 * differ in more than that; `status` where it is not 200.
 */
export const PAGES = [
  { name: 'home', paths: { nl: '/', en: '/en/' } },
  { name: 'search', path: '/zoeken?q=container' },
  { name: 'search-all', path: '/zoeken' },
  { name: 'search-nothing', path: '/zoeken?q=xqzvwk' },
  { name: 'search-parts', path: '/zoeken?q=koelcontainermotor' },
  document('practice', 'ken-je-chauffeur', 'know-your-driver'),
  document('modus-operandi', 'bagagelijn', 'baggage-line'),
  document('innovation', 'virtueel-hek', 'virtual-fence'),
  document('liaison-note', 'liaison-scanbeelden', 'liaison-scan-images'),
  document('insight', 'congres-2023', 'congress-2023'),
  document('guidance', 'cijfers-lezen', 'reading-the-figures'),
  document('sharing-case', 'delen-publiek-privaat', 'sharing-public-private'),
  { name: 'hubs', path: '/knooppunten' },
  { name: 'hub', path: '/knooppunten/rotterdam' },
  { name: 'hub-flowers', path: '/knooppunten/bloemenveilingen' },
  { name: 'chain', path: '/keten' },
  { name: 'monitor', path: '/monitor' },
  { name: 'indicator', path: '/monitor/seizure-cocaine-kg' },
  { name: 'indicator-shares', path: '/monitor/seizure-cocaine-kg?maat=aandeel' },
  { name: 'indicator-bars', path: '/monitor/seizure-cocaine-kg?beeld=staven' },
  { name: 'indicator-slope', path: '/monitor/seizure-cocaine-kg?beeld=helling' },
  { name: 'indicator-band', path: '/monitor/extractor-arrests?plaats=rotterdam&band=ja' },
  { name: 'indicator-counted', path: '/monitor/practices-in-use-count' },
  { name: 'map', path: '/monitor/kaart?indicator=seizure-cocaine-kg&periode=2023' },
  { name: 'signals', path: '/signalen' },
  { name: 'lookback', path: '/monitor/terugblik' },
  { name: 'measures', path: '/maatregelen' },
  { name: 'measure', path: '/maatregelen/noordzeekanaalgebied-2' },
  { name: 'promises', path: '/maatregelen/toezeggingen' },
  { name: 'ledger', path: '/maatregelen/geld' },
  { name: 'effect', path: '/maatregelen/schiphol-1/effect' },
  { name: 'reports', path: '/rapportages' },
  { name: 'adoption', path: '/toepassing' },
  { name: 'data-sharing', path: '/gegevensdeling' },
  { name: 'steering', path: '/stuurgroep' },
  { name: 'conferences', path: '/congres' },
  { name: 'conference', path: '/congres/2024' },
  { name: 'conference-announced', path: '/congres/2023' },
  { name: 'conference-versions', path: '/congres/2024/wijzigingen' },
  { name: 'session', path: '/congres/2024/101' },
  { name: 'network', path: '/netwerk' },
  { name: 'network-of', path: '/netwerk?organisatie=douane&lijn=enforcement' },
  { name: 'sign-in', path: '/aanmelden' },
  { name: 'about', path: '/over' },
  { name: 'accessibility', path: '/toegankelijkheid' },
  { name: 'privacy', path: '/privacy' },
  { name: 'style', path: '/stijl' },
  { name: 'not-found', path: '/bestaat-niet', status: 404 },
];

/** The address of a page in a language, `nl` or `en`. */
export function addressIn({ path, paths }, lang) {
  if (paths) return paths[lang];
  return lang === 'nl' ? path : `/en${path}`;
}

/** A write-up and its translation, each in the interface of its own language. */
function document(kind, dutch, english) {
  return { name: kind, paths: { nl: `/documenten/${dutch}`, en: `/en/documenten/${english}` } };
}
