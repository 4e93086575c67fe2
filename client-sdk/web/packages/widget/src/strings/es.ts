import type { SharedKey } from '@courtside/ui/strings/en';
import { spanish as shared } from '@courtside/ui/strings/es';
import type { Table } from '@courtside/ui/strings/say';
import type { WidgetKey } from './en.js';

export const spanish: Table<WidgetKey | SharedKey> = {
  ...shared,
  'title': 'Courtside',
  'button.ask': '¿Atascado? Pregunta a un coach',
  'button.waiting': 'Buscando a tu coach',
  'button.matched': '{name} está aquí para ti',
  'button.session': 'Tu sesión',
  'button.closing': '¿Qué tal fue?',
  'close': 'Cerrar',
  'back': 'Atrás',
  'more': 'Mostrar más',
  'loading': 'Un momento …',

  'signedOut.title': 'No has iniciado sesión',
  'signedOut.text': 'Recarga esta página o vuelve a entrar en tu intranet. No se ha perdido nada de lo que escribiste.',
  'displaced.title': 'Esta pestaña descansa',
  'displaced.text': 'Tienes Courtside abierto en muchas pestañas. Vuelve a esta cuando quieras.',
  'again': 'Intentar otra vez',
  'connecting': 'Conectando …',

  'reader.short': 'Solo lo leéis tú y tu coach.',
  'reader.more': '¿Quién lee esto?',
  'reader.long':
    'Tú y tu coach. Tu responsable y Recursos Humanos no tienen acceso. Los mensajes se borran a los 12 meses. La única excepción: si tu empresa debe investigar algo grave, dos personas designadas tienen que estar de acuerdo, queda registrado, y se os avisa a ti y a tu coach.',

  'ask.title': '¿Qué te tiene atascado?',
  'ask.placeholder': 'Basta una línea',
  'ask.go': 'Pedir un coach',
  'ask.sending': 'Pidiendo …',
  'ask.change': 'Cambiar',
  'ask.done': 'Listo',
  'ask.about': 'Sobre',
  'ask.skillNone': 'aún por decidir',
  'ask.now': 'ahora',
  'ask.window': 'hoy de {from} a {to}',
  'ask.by': 'para las {time}',
  'ask.minutes': { one: '{count} minuto', other: '{count} minutos' },
  'ask.summary': 'Lo que pediremos',
  'ask.empty': 'Escribe en pocas palabras qué te tiene atascado.',
  'ask.skillMissing': '¿De qué se trata? Escribe una palabra y elige lo más cercano.',
  'ask.tooLong': 'Acórtalo un poco, por favor: sobran {count} bytes.',

  'waiting.asked': 'Ahora mismo se está preguntando a alguien',
  'solved.title': '¡Bien hecho!',
  'solved.text': 'Lo resolviste por tu cuenta. Eso cuenta.',

  'closing.thanks': 'Gracias. Nos alegra que preguntaras.',

  'past.open': 'Mis asuntos y sesiones anteriores',

  'else.link': '¿No es para un coach?',
  'else.title': 'Otras personas a quienes acudir',
  'else.text': 'Para la salud, la seguridad, o cuando algo no está bien, puedes acudir a estas personas:',
  'else.none': 'Para la salud, la seguridad, o cuando algo no está bien, tu empresa tiene personas que se ocupan de ello. Tu intranet las nombra.',

  'status.asked': 'Pedido. Estamos buscando a tu coach.',
  'status.matched': '{name} te va a ayudar.',
  'status.started': 'Ya estáis los dos. Tenéis {count} minutos.',
  'status.ended': 'La sesión ha terminado.',
  'status.cancelled': 'Tu petición se ha retirado.',

  'problem.later': 'No se pudo enviar. Inténtalo otra vez en un momento.',
  'problem.time': 'Elige una hora de hoy que aún no haya pasado.',
  'problem.notAllowed': 'Tu empresa no te ha configurado para preguntar aquí. Díselo a tu equipo de informática.',
  'problem.inSession': 'Ya estás en una sesión.',
  'problem.tooLate': 'Eso solo es posible en los tres primeros minutos. Puedes terminar la sesión.',
  'problem.over': 'Eso ya no es posible en esta sesión.',
  'problem.other': 'Algo salió mal. Inténtalo otra vez.',

  'button.booked': 'Prometido a las {time}',
  'button.reminder': 'Tu coach llega a las {time}',
  'status.booked': 'Prometido de {from} a {to}.',
  'status.reminder': 'Tu hora prometida empieza a las {time}.',
  'erased.title': 'Tus datos se han borrado',
  'erased.text': 'Todo lo que se guardaba sobre ti ya no está, y tu sesión está cerrada.',
};
