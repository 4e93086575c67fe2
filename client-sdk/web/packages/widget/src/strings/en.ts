/** The widget's words in English. The other languages have the same keys. */
export const english = {
  'title': 'Courtside',
  'button.ask': 'Stuck? Ask a coach',
  'button.waiting': 'Looking for your coach',
  'button.matched': '{name} is here for you',
  'button.session': 'Your session',
  'button.closing': 'How did it go?',
  'close': 'Close',
  'back': 'Back',
  'more': 'Show more',
  'loading': 'One moment …',

  'signedOut.title': 'You are not signed in',
  'signedOut.text': 'Reload this page, or sign in to your intranet again. Nothing that you wrote is lost.',
  'displaced.title': 'This tab is resting',
  'displaced.text': 'You have Courtside open in many tabs. Come back to this one whenever you like.',
  'again': 'Try again',
  'connecting': 'Connecting …',

  'reader.short': 'Only you and your coach read this.',
  'reader.more': 'Who reads this?',
  'reader.long':
    'You and your coach. Your manager and HR get no access. Messages are deleted after 12 months. The one exception: if your company must look into something serious, two named people have to agree, it is logged, and you and your coach are told.',

  'ask.title': 'What’s stuck?',
  'ask.placeholder': 'One line is enough',
  'ask.go': 'Ask for a coach',
  'ask.sending': 'Asking …',
  'ask.change': 'Change',
  'ask.done': 'Done',
  'ask.about': 'About',
  'ask.skillNone': 'not sure yet',
  'ask.now': 'now',
  'ask.window': 'today {from} to {to}',
  'ask.by': 'needed by {time}',
  'ask.minutes': { one: '{count} minute', other: '{count} minutes' },
  'ask.summary': 'What we will ask for',
  'ask.empty': 'Write in a few words what is stuck.',
  'ask.skillMissing': 'What is it about? Type a word and choose the closest.',
  'ask.tooLong': 'Please shorten this a little: {count} bytes too long.',

  'waiting.asked': 'Somebody is being asked right now',
  'solved.title': 'Well done!',
  'solved.text': 'You solved it yourself. That counts.',

  'closing.thanks': 'Thank you. Glad you asked.',

  'past.open': 'My issues and past sessions',

  'else.link': 'Not what coaching is for?',
  'else.title': 'Other people to turn to',
  'else.text': 'For health, safety, or when something is not right, these are the people to turn to:',
  'else.none': 'For health, safety, or when something is not right, your company has people whose work that is. Your intranet names them.',

  'status.asked': 'Asked. We are finding your coach.',
  'status.matched': 'You are matched with {name}.',
  'status.started': 'You are both here. You have {count} minutes.',
  'status.ended': 'The session has ended.',
  'status.cancelled': 'Your request is taken back.',

  'problem.later': 'That did not get through. Please try again in a moment.',
  'problem.time': 'Please choose a time that is still ahead today.',
  'problem.notAllowed': 'Your company has not set you up to ask here. Please tell your IT.',
  'problem.inSession': 'You are in a session already.',
  'problem.tooLate': 'That is possible in the first three minutes only. You can end the session instead.',
  'problem.over': 'That is no longer possible in this session.',
  'problem.other': 'Something went wrong. Please try again.',

  'button.booked': 'Promised for {time}',
  'button.reminder': 'Your coach comes at {time}',
  'status.booked': 'Promised for {from} to {to}.',
  'status.reminder': 'Your promised time begins at {time}.',
  'erased.title': 'You are erased here',
  'erased.text': 'Everything that was stored about you is gone, and you are signed out.',
} as const;

export type WidgetKey = keyof typeof english;
