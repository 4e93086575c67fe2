import type { Phrase } from '@courtside/ui/strings/say';
import type { WidgetKey } from './en.js';

export const arabic: Partial<Record<WidgetKey, Phrase>> = {};
