import { german as shared } from '@courtside/ui/strings/de';
import type { SharedKey } from '@courtside/ui/strings/en';
import type { Table } from '@courtside/ui/strings/say';
import type { WidgetKey } from './en.js';

export const german: Table<WidgetKey | SharedKey> = {
  ...shared,
  'title': 'Courtside',
  'button.ask': 'Hängen Sie fest? Coach fragen',
  'button.waiting': 'Ihr Coach wird gesucht',
  'button.matched': '{name} ist für Sie da',
  'button.session': 'Ihre Sitzung',
  'button.closing': 'Wie war es?',
  'close': 'Schließen',
  'back': 'Zurück',
  'more': 'Mehr zeigen',
  'loading': 'Einen Moment …',

  'signedOut.title': 'Sie sind nicht angemeldet',
  'signedOut.text': 'Laden Sie die Seite neu oder melden Sie sich wieder im Intranet an. Was Sie geschrieben haben, ist nicht verloren.',
  'displaced.title': 'Dieser Tab macht Pause',
  'displaced.text': 'Sie haben Courtside in vielen Tabs offen. Kommen Sie hierher zurück, wann Sie möchten.',
  'again': 'Noch einmal versuchen',
  'connecting': 'Verbindung wird aufgebaut …',

  'reader.short': 'Nur Sie und Ihr Coach lesen das.',
  'reader.more': 'Wer liest das?',
  'reader.long':
    'Sie und Ihr Coach. Ihre Führungskraft und die Personalabteilung haben keinen Zugang. Nachrichten werden nach 12 Monaten gelöscht. Die eine Ausnahme: Muss Ihr Unternehmen etwas Ernstem nachgehen, müssen zwei benannte Personen zustimmen, es wird festgehalten, und Sie und Ihr Coach erfahren davon.',

  'ask.title': 'Wo hängt es?',
  'ask.placeholder': 'Eine Zeile genügt',
  'ask.go': 'Coach anfragen',
  'ask.sending': 'Wird angefragt …',
  'ask.change': 'Ändern',
  'ask.done': 'Fertig',
  'ask.about': 'Thema',
  'ask.skillNone': 'noch offen',
  'ask.now': 'jetzt',
  'ask.window': 'heute {from} bis {to}',
  'ask.by': 'gebraucht bis {time}',
  'ask.minutes': { one: '{count} Minute', other: '{count} Minuten' },
  'ask.summary': 'Das fragen wir an',
  'ask.empty': 'Schreiben Sie in wenigen Worten, wo es hängt.',
  'ask.skillMissing': 'Worum geht es? Geben Sie ein Wort ein und wählen Sie das Nächstliegende.',
  'ask.tooLong': 'Bitte etwas kürzer: {count} Bytes zu lang.',

  'waiting.asked': 'Gerade wird jemand gefragt',
  'solved.title': 'Gut gemacht!',
  'solved.text': 'Sie haben es selbst gelöst. Das zählt.',

  'closing.thanks': 'Danke. Schön, dass Sie gefragt haben.',

  'past.open': 'Meine Anliegen und früheren Sitzungen',

  'else.link': 'Kein Fall für ein Coaching?',
  'else.title': 'An wen Sie sich sonst wenden können',
  'else.text': 'Bei Fragen der Gesundheit, der Sicherheit, oder wenn etwas nicht in Ordnung ist, sind diese Menschen da:',
  'else.none': 'Bei Fragen der Gesundheit, der Sicherheit, oder wenn etwas nicht in Ordnung ist, hat Ihr Unternehmen Menschen, deren Aufgabe das ist. Ihr Intranet nennt sie.',

  'status.asked': 'Angefragt. Wir suchen Ihren Coach.',
  'status.matched': '{name} ist für Sie da.',
  'status.started': 'Sie sind beide da. Sie haben {count} Minuten.',
  'status.ended': 'Die Sitzung ist zu Ende.',
  'status.cancelled': 'Ihre Anfrage ist zurückgezogen.',

  'problem.later': 'Das kam nicht durch. Bitte gleich noch einmal versuchen.',
  'problem.time': 'Bitte wählen Sie eine Zeit, die heute noch vor uns liegt.',
  'problem.notAllowed': 'Ihr Unternehmen hat das Fragen für Sie nicht eingerichtet. Bitte sagen Sie es Ihrer IT.',
  'problem.inSession': 'Sie sind schon in einer Sitzung.',
  'problem.tooLate': 'Das geht nur in den ersten drei Minuten. Sie können die Sitzung stattdessen beenden.',
  'problem.over': 'Das geht in dieser Sitzung nicht mehr.',
  'problem.other': 'Etwas ging schief. Bitte versuchen Sie es noch einmal.',

  'button.booked': 'Zugesagt für {time}',
  'button.reminder': 'Ihr Coach kommt um {time}',
  'status.booked': 'Zugesagt für {from} bis {to}.',
  'status.reminder': 'Ihre zugesagte Zeit beginnt um {time}.',
  'erased.title': 'Sie sind hier gelöscht',
  'erased.text': 'Alles, was über Sie gespeichert war, ist fort, und Sie sind abgemeldet.',
};
