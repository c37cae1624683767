import { Module } from '@nestjs/common';
import { DeliveriesModule } from '../deliveries/deliveries.module.js';
import { SiteModule } from '../site/site.module.js';
import { TemplatesModule } from '../templates/templates.module.js';
import { AccountMails } from './account-mails.service.js';
import { EmailTemplatesController } from './email-templates.controller.js';
import { EmailTemplates } from './email-templates.service.js';
import { MailTexts } from './mail-texts.service.js';

/** The site's own mails and their words. */
@Module({
  imports: [SiteModule, TemplatesModule, DeliveriesModule],
  controllers: [EmailTemplatesController],
  providers: [MailTexts, EmailTemplates, AccountMails],
  exports: [MailTexts, AccountMails],
})
export class MailsModule {}
