import { arabic as shared } from '@courtside/ui/strings/ar';
import type { SharedKey } from '@courtside/ui/strings/en';
import type { Table } from '@courtside/ui/strings/say';
import type { WidgetKey } from './en.js';

export const arabic: Table<WidgetKey | SharedKey> = {
  ...shared,
  'title': 'Courtside',
  'button.ask': 'هل أنت عالق؟ اسأل مدرّبًا',
  'button.waiting': 'نبحث عن مدرّبك',
  'button.matched': '{name} هنا من أجلك',
  'button.session': 'جلستك',
  'button.closing': 'كيف كانت الجلسة؟',
  'close': 'إغلاق',
  'back': 'رجوع',
  'more': 'عرض المزيد',
  'loading': 'لحظة من فضلك …',

  'signedOut.title': 'لم تسجّل الدخول',
  'signedOut.text': 'أعد تحميل الصفحة، أو سجّل الدخول إلى الشبكة الداخلية من جديد. لم يضِع شيء مما كتبته.',
  'displaced.title': 'علامة التبويب هذه في استراحة',
  'displaced.text': 'لديك Courtside مفتوحًا في علامات تبويب كثيرة. عُد إلى هذه متى شئت.',
  'again': 'حاول مرة أخرى',
  'connecting': 'جارٍ الاتصال …',

  'reader.short': 'لا يقرأ هذا إلا أنت ومدرّبك.',
  'reader.more': 'من يقرأ هذا؟',
  'reader.long':
    'أنت ومدرّبك. لا يصل مديرك ولا الموارد البشرية إلى هذا. تُحذف الرسائل بعد 12 شهرًا. والاستثناء الوحيد: إذا اضطرت شركتك إلى التحقيق في أمر خطير، فلا بد من موافقة شخصين معيّنين، ويُسجَّل ذلك، ويُبلَّغ به كل منكما.',

  'ask.title': 'ما الذي يعيقك؟',
  'ask.placeholder': 'يكفي سطر واحد',
  'ask.go': 'اطلب مدرّبًا',
  'ask.sending': 'جارٍ الطلب …',
  'ask.change': 'تغيير',
  'ask.done': 'تم',
  'ask.about': 'عن',
  'ask.skillNone': 'لم يتحدد بعد',
  'ask.now': 'الآن',
  'ask.window': 'اليوم من {from} إلى {to}',
  'ask.by': 'مطلوب قبل {time}',
  'ask.minutes': { one: 'دقيقة واحدة', two: 'دقيقتان', few: '{count} دقائق', many: '{count} دقيقة', other: '{count} دقيقة' },
  'ask.summary': 'ما سنطلبه',
  'ask.empty': 'اكتب بكلمات قليلة ما الذي يعيقك.',
  'ask.skillMissing': 'ما الموضوع؟ اكتب كلمة واختر الأقرب.',
  'ask.tooLong': 'اختصر قليلًا من فضلك: النص أطول بمقدار {count} بايت.',

  'waiting.asked': 'يُسأل شخص ما الآن',
  'solved.title': 'أحسنت!',
  'solved.text': 'حللتها بنفسك، وهذا يُحسب لك.',

  'closing.thanks': 'شكرًا لك. سعدنا بسؤالك.',

  'past.open': 'مسائلي وجلساتي السابقة',

  'else.link': 'ليس هذا للتدريب؟',
  'else.title': 'أشخاص آخرون يمكنك التوجه إليهم',
  'else.text': 'في أمور الصحة أو السلامة، أو عندما لا يكون شيء ما على ما يرام، يمكنك التوجه إلى هؤلاء:',
  'else.none': 'في أمور الصحة أو السلامة، أو عندما لا يكون شيء ما على ما يرام، لدى شركتك من يتولى ذلك. تجدهم في الشبكة الداخلية.',

  'status.asked': 'تم الطلب. نبحث عن مدرّبك.',
  'status.matched': 'سيساعدك {name}.',
  'status.started': 'كلاكما هنا. لديكما {count} دقيقة.',
  'status.ended': 'انتهت الجلسة.',
  'status.cancelled': 'سُحب طلبك.',

  'problem.later': 'لم يصل ذلك. حاول مرة أخرى بعد لحظة.',
  'problem.time': 'اختر وقتًا لم يمضِ بعد اليوم.',
  'problem.notAllowed': 'لم تُعدّ شركتك لك السؤال هنا. أخبر قسم تقنية المعلومات.',
  'problem.inSession': 'أنت في جلسة بالفعل.',
  'problem.tooLate': 'هذا ممكن في الدقائق الثلاث الأولى فقط. يمكنك إنهاء الجلسة بدلًا من ذلك.',
  'problem.over': 'لم يعد ذلك ممكنًا في هذه الجلسة.',
  'problem.other': 'حدث خطأ. حاول مرة أخرى.',

  'button.booked': 'موعدك الموعود {time}',
  'button.reminder': 'يأتي مدرّبك في {time}',
  'status.booked': 'موعود من {from} إلى {to}.',
  'status.reminder': 'يبدأ موعدك في {time}.',
  'erased.title': 'حُذفت بياناتك هنا',
  'erased.text': 'كل ما كان محفوظًا عنك زال، وسُجّل خروجك.',
};
