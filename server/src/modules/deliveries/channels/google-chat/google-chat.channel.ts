import { escapeXml } from '../../../../platform/markup/escape-xml.js';
import { type NoteMessage } from '../../delivery.js';
import { asWritten, type Channel, cut, type Letter, oneLine } from '../channel.js';

/** Of a text, unlike of a card, it obeys `<users/all>` and `<address|words>`: an invisible character after the sign defuses them. */
const calm = (text: string): string => text.replaceAll('<', '<\u200b');

const cardOf = ({ title, text, url, linkText, source, fields = [] }: NoteMessage, cardId: string): object => ({
  text: cut(calm(oneLine(title)), 1000),
  cardsV2: [
    {
      cardId,
      card: {
        header: { title: cut(oneLine(title), 200), subtitle: cut(oneLine(source), 200) },
        sections: [
          {
            widgets: [
              ...(text === '' ? [] : [{ textParagraph: { text: escapeXml(cut(text, 3000)).replaceAll('\n', '<br>') } }]),
              ...fields.map(([label, value]) => ({ decoratedText: { topLabel: cut(label, 100), text: escapeXml(cut(value, 500)) } })),
              { buttonList: { buttons: [{ text: cut(linkText, 100), onClick: { openLink: { url } } }] } },
            ],
          },
        ],
      },
    },
  ],
});

/** Google Chat's webhooks. Messages about one problem share a thread, and a repetition is told by its request id. */
export const GOOGLE_CHAT: Channel = {
  request(letter: Letter) {
    const { id, dedupKey } = letter;
    const { url, ...request } = asWritten(letter, (note) => ({ ...cardOf(note, id), thread: { threadKey: dedupKey } }));
    const target = new URL(url);
    target.searchParams.set('requestId', id);
    if (letter.message.type === 'note') target.searchParams.set('messageReplyOption', 'REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD');
    return { ...request, url: target.href };
  },
};
