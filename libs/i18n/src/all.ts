// Every dictionary: for servers. A browser loads the one it needs.
import type { Dictionary } from './dictionary.js';
import type { Locale } from './locale.js';
import { ar } from './locales/ar.js';
import { cs } from './locales/cs.js';
import { da } from './locales/da.js';
import { de } from './locales/de.js';
import { es } from './locales/es.js';
import { fa } from './locales/fa.js';
import { fi } from './locales/fi.js';
import { fr } from './locales/fr.js';
import { he } from './locales/he.js';
import { hi } from './locales/hi.js';
import { hu } from './locales/hu.js';
import { id } from './locales/id.js';
import { it } from './locales/it.js';
import { ja } from './locales/ja.js';
import { ko } from './locales/ko.js';
import { nb } from './locales/nb.js';
import { nl } from './locales/nl.js';
import { pl } from './locales/pl.js';
import { ptBr } from './locales/pt-br.js';
import { ro } from './locales/ro.js';
import { ru } from './locales/ru.js';
import { sk } from './locales/sk.js';
import { source } from './locales/source.js';
import { sv } from './locales/sv.js';
import { tr } from './locales/tr.js';
import { uk } from './locales/uk.js';
import { vi } from './locales/vi.js';
import { zhCn } from './locales/zh-cn.js';
import { zhHk } from './locales/zh-hk.js';
import { zhMo } from './locales/zh-mo.js';
import { zhTw } from './locales/zh-tw.js';
import { addSource, registerDictionary } from './translate.js';

/** The texts of every language as they were written; a new language is added here by name, and to `LOCALES`. */
export const DICTIONARIES: Readonly<Partial<Record<Locale, Dictionary>>> = {
  ar,
  cs,
  da,
  de,
  en: source,
  es,
  fa,
  fi,
  fr,
  he,
  hi,
  hu,
  id,
  it,
  ja,
  ko,
  nb,
  nl,
  pl,
  'pt-BR': ptBr,
  ro,
  ru,
  sk,
  sv,
  tr,
  uk,
  vi,
  'zh-CN': zhCn,
  'zh-HK': zhHk,
  'zh-MO': zhMo,
  'zh-TW': zhTw,
};

export { source };

addSource(source);
for (const [locale, dictionary] of Object.entries(DICTIONARIES)) registerDictionary(locale as Locale, dictionary);
