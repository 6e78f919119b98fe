// Help now, a little easier: suggests a country by this device's time zone, which is sent nowhere, and makes the choice
// of a country work in the copy of the page that is on the device. The page is whole without this.
const ZONES = {
  AR: "America/Argentina/ America/Buenos_Aires America/Cordoba America/Mendoza America/Rosario",
  AT: "Europe/Vienna",
  AU: "Australia/ Antarctica/Macquarie",
  BE: "Europe/Brussels",
  BR: "America/Noronha America/Belem America/Fortaleza America/Recife America/Araguaina America/Maceio America/Bahia America/Sao_Paulo America/Campo_Grande America/Cuiaba America/Santarem America/Porto_Velho America/Boa_Vista America/Manaus America/Eirunepe America/Rio_Branco",
  CA: "America/St_Johns America/Halifax America/Glace_Bay America/Moncton America/Goose_Bay America/Blanc-Sablon America/Toronto America/Montreal America/Thunder_Bay America/Iqaluit America/Atikokan America/Winnipeg America/Resolute America/Rankin_Inlet America/Regina America/Swift_Current America/Edmonton America/Cambridge_Bay America/Yellowknife America/Inuvik America/Creston America/Dawson_Creek America/Fort_Nelson America/Whitehorse America/Dawson America/Vancouver",
  CH: "Europe/Zurich",
  DE: "Europe/Berlin Europe/Busingen",
  DK: "Europe/Copenhagen",
  FR: "Europe/Paris",
  GB: "Europe/London",
  IE: "Europe/Dublin",
  MX: "America/Mexico_City America/Cancun America/Merida America/Monterrey America/Matamoros America/Chihuahua America/Ciudad_Juarez America/Ojinaga America/Mazatlan America/Bahia_Banderas America/Hermosillo America/Tijuana",
  NL: "Europe/Amsterdam",
  NO: "Europe/Oslo",
  PT: "Europe/Lisbon Atlantic/Madeira Atlantic/Azores",
  US: "America/New_York America/Detroit America/Kentucky/ America/Louisville America/Indiana/ America/Indianapolis America/Chicago America/Menominee America/North_Dakota/ America/Denver America/Boise America/Phoenix America/Los_Angeles America/Anchorage America/Juneau America/Sitka America/Metlakatla America/Yakutat America/Nome America/Adak Pacific/Honolulu",
  ZA: "Africa/Johannesburg",
};

const place = document.querySelector("[data-help-now]");
const asked = new URLSearchParams(location.search).get("country")?.toUpperCase() ?? "";

if (asked && asked !== place.dataset.country) openFolded(asked);
else if (!place.dataset.country) suggest(here());

function here() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
  const fits = (known) => (known.endsWith("/") ? zone.startsWith(known) : zone === known);
  return Object.keys(ZONES).find((code) => ZONES[code].split(" ").some(fits));
}

function suggest(code) {
  const folded = code && document.getElementById(code);
  if (!folded) return;
  const line = place.querySelector("[data-suggestion]");
  const link = line.querySelector("a");
  link.href = `?country=${code}`;
  link.textContent = line.dataset.words.replace("{country}", folded.querySelector("summary").textContent.trim());
  line.hidden = false;
}

// The copy was made for no country, or for the operator's: what was chosen takes its place, emergency number first.
function openFolded(code) {
  const folded = document.getElementById(code);
  if (!folded) return;
  const [top, heading] = [document.getElementById("top-lines"), document.getElementById("lines")];
  const number = folded.querySelector("[data-emergency]");
  number.className = "lede";
  place.querySelector("[data-emergency]").replaceWith(number);
  heading.textContent = folded.querySelector("summary").textContent.trim();
  top.replaceChildren(heading, ...folded.querySelector(".stack").children);
  folded.remove();
  const choice = place.querySelector("select");
  if (choice) choice.value = code;
}
