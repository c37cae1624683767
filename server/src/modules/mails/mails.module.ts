import { Module } from '@nestjs/common';
import { DeliveriesModule } from '../deliveries/deliveries.module.js';
import { SiteModule } from '../site/site.module.js';
import { TemplatesModule } from '../templates/templates.module.js';
import { TranslationsModule } from '../translations/translations.module.js';
import { AccountMails } from './account-mails.service.js';
import { CheckWords } from './check-words.service.js';
import { EmailTemplatesController } from './email-templates.controller.js';
import { EmailTemplates } from './email-templates.service.js';
import { MailTexts } from './mail-texts.service.js';
import { NoteTexts } from './note-texts.service.js';
import { PreviewFrameController } from './preview-frame.controller.js';
import { PreviewVariables } from './preview-variables.service.js';
import { FindTemplateWords } from './template-words.service.js';
import { TryTemplates } from './try-templates.service.js';
import { UpdateVariables } from './update-variables.service.js';

/** The site's own messages and their words, in the languages of their readers. */
@Module({
  imports: [SiteModule, TemplatesModule, DeliveriesModule, TranslationsModule],
  controllers: [PreviewFrameController, EmailTemplatesController],
  providers: [
    ...[FindTemplateWords, MailTexts, NoteTexts, UpdateVariables, AccountMails],
    ...[EmailTemplates, CheckWords, PreviewVariables, TryTemplates],
  ],
  exports: [MailTexts, NoteTexts, UpdateVariables, AccountMails],
})
export class MailsModule {}
