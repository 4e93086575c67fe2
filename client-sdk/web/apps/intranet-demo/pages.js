// The demo company's pages. Everything that is not written here is escaped.
import { rolesOf } from './people.js';

const escaped = (text) => String(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const page = (title, body, { language = 'en', head = '' } = {}) => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="icon" href="/logo.svg">
<link rel="stylesheet" href="/intranet.css">
${head}</head>
<body>
${body}
</body>
</html>
`;

/** Five lines put Courtside on a page: the tag, the element, and whom else to turn to. */
const embedding = ({ courtside, inline, language }) => `
<courtside-help token-url="/courtside-token" lang="${language}"${inline ? ' mode="inline"' : ''}>
  To ask a coach for help here, please turn on JavaScript.
  <a href="tel:+49405550101">Occupational health</a>
  <a href="tel:+49405550102">Safety at the terminal</a>
  <a href="https://ethics.nordhafen.example/">Ethics line</a>
</courtside-help>
<script src="${courtside}/embed.js" async></script>`;

export function signInPage(people) {
  const group = (label, wanted) => `
    <fieldset><legend>${label}</legend>
    ${people.filter(wanted).map(({ subject, name, unit, roles }) => `
      <button name="person" value="${escaped(subject)}"><strong>${escaped(name)}</strong>
      <span>${escaped(unit)}${roles.includes('peer') ? ' · peer expert' : ''}</span></button>`).join('')}
    </fieldset>`;
  return page(
    'Nordhafen Logistik: sign in',
    `<main class="sign-in">
    <img src="/logo.svg" alt="" width="56" height="56">
    <h1>Nordhafen Logistik</h1>
    <p>A company that does not exist, to try Courtside in. Choose who you are; there is no password.</p>
    <form method="post" action="/sign-in">
    ${group('Ask for help as', (person) => rolesOf(person).asks)}
    ${group('Help others as', ({ roles }) => roles.includes('coach'))}
    </form></main>`,
  );
}

export function intranetPage({ person, courtside, inline, language, coaches }) {
  const first = person.name.split(' ')[0];
  return page(
    'Nordhafen intranet',
    `<header class="top">
  <a class="skip" href="#content">Skip to the content</a>
  <a class="brand" href="/"><img src="/logo.svg" alt="" width="32" height="32"> Nordhafen</a>
  <nav aria-label="Main"><a href="/" aria-current="page">Today</a> <a href="#shipments">Shipments</a> <a href="#shifts">Shifts</a> <a href="#news">News</a></nav>
  <form method="post" action="/sign-out"><span>${escaped(person.name)}</span> <button id="sign-out">Sign out</button></form>
</header>
<main id="content">
  <h1>Moin, ${escaped(first)}.</h1>
  <p class="lead">Three arrivals before noon, wind from the west, gate 4 is closed until two.</p>
  ${coaches.helps ? `<section class="card accent"><h2>You help others here</h2>
    <p>Open your desk, say until when you are ready, and you are asked when somebody needs you.</p>
    <p><a class="button" href="/desk">Open my desk</a></p></section>` : ''}
  <div class="columns">
  <section class="card" id="shipments"><h2>Your shipments</h2>
    <table><thead><tr><th scope="col">Shipment</th><th scope="col">To</th><th scope="col">State</th></tr></thead><tbody>
    <tr><td>NH-20417</td><td>Hamburg</td><td><span class="state bad">Refused</span></td></tr>
    <tr><td>NH-20422</td><td>Gothenburg</td><td><span class="state">On its way</span></td></tr>
    <tr><td>NH-20431</td><td>Valencia</td><td><span class="state">Customs</span></td></tr>
    </tbody></table>
    ${coaches.asks ? '<p><button class="button" id="help-with-shipment" type="button">Talk with somebody about NH-20417</button></p>' : ''}
  </section>
  <section class="card" id="shifts"><h2>Shift Operations</h2>
    <dl><div><dt>06:00 – 14:00</dt><dd>Fatima, Paweł, Jonas</dd></div>
    <div><dt>14:00 – 22:00</dt><dd>Lena, Ahmed</dd></div>
    <div><dt>On call</dt><dd>Oliver</dd></div></dl>
  </section>
  <section class="card" id="news"><h2>News</h2>
    <h3>New scanners from Monday</h3><p>The old ones go back to the depot by Friday. There is a ten-minute film about the new ones.</p>
    <h3>Summer party</h3><p>The canteen asks who eats fish. Please answer by the end of the week.</p>
  </section>
  <section class="card"><h2>Canteen</h2><p>Labskaus with beetroot · Chickpea stew · Plum cake</p></section>
  </div>
</main>
<footer>Nordhafen Logistik does not exist. It is the demo company of Courtside.</footer>
${coaches.asks ? embedding({ courtside, inline, language }) : ''}
<script src="/intranet.js"></script>`,
    { language: 'en' },
  );
}
