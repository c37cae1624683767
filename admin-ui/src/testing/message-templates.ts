import type { MessageTemplate, MessageTemplateResponse } from '../app/api/message-templates.js';

/** Words of the news mail for German readers, who have none of their own yet. */
export const aMessageTemplate = (template: Partial<MessageTemplate> = {}): MessageTemplate => ({
  template_id: 'subscription_update',
  kind: 'mail',
  locale: 'de',
  template_subject: '{{update_subject}}',
  template_html_body: '<p>{{title}}</p>',
  template_text_body: '',
  is_default: true,
  is_own: false,
  written_in: 'de',
  languages: [],
  variables: [
    { name: 'title', type: 'text', description: 'Title', sample: 'Cards', is_required: false },
    { name: 'cta_url', type: 'text', description: 'Where to read on', sample: 'https://a.test', is_required: true },
  ],
  version: 0,
  updated_at: null,
  ...template,
});

export const aTemplateAnswer = (template: Partial<MessageTemplate> = {}): MessageTemplateResponse => ({
  email_template: aMessageTemplate(template),
  default_words: { template_subject: '{{update_subject}}', template_html_body: '<p>Default</p>', template_text_body: '' },
  problems: [],
});
