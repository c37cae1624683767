import { Module } from '@nestjs/common';
import { CaptureScriptController } from './analytics/capture-script.controller.js';
import { ChangeSettings } from './change-settings.service.js';
import { ImageFilesController } from './images/image-files.controller.js';
import { ImagesController } from './images/images.controller.js';
import { ImagesService } from './images/images.service.js';
import { SitePreviews } from './site-previews.service.js';
import { SiteSettingsController } from './site-settings.controller.js';
import { SiteStyleController } from './site-style.controller.js';
import { SiteController } from './site.controller.js';
import { SiteLanguage } from './site-language.service.js';
import { ReadSiteVariables } from './site-variables.service.js';
import { SiteService } from './site.service.js';
import { Dictionaries } from './texts/dictionaries.js';
import { SiteTextsController } from './texts/site-texts.controller.js';
import { SiteTextsService } from './texts/site-texts.service.js';

/** What the installation calls itself and how it looks. */
@Module({
  controllers: [
    SiteTextsController,
    SiteController,
    SiteSettingsController,
    SiteStyleController,
    ImagesController,
    ImageFilesController,
    CaptureScriptController,
  ],
  providers: [SiteService, SiteLanguage, ReadSiteVariables, ChangeSettings, SitePreviews, ImagesService, Dictionaries, SiteTextsService],
  exports: [SiteService, SiteLanguage, ReadSiteVariables, ChangeSettings, SitePreviews, Dictionaries],
})
export class SiteModule {}
