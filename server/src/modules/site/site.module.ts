import { Module } from '@nestjs/common';
import { ChangeSettings } from './change-settings.service.js';
import { ImageFilesController } from './images/image-files.controller.js';
import { ImagesController } from './images/images.controller.js';
import { ImagesService } from './images/images.service.js';
import { SitePreviews } from './site-previews.service.js';
import { SiteSettingsController } from './site-settings.controller.js';
import { SiteStyleController } from './site-style.controller.js';
import { SiteController } from './site.controller.js';
import { SiteService } from './site.service.js';

/** What the installation calls itself and how it looks. */
@Module({
  controllers: [SiteController, SiteSettingsController, SiteStyleController, ImagesController, ImageFilesController],
  providers: [SiteService, ChangeSettings, SitePreviews, ImagesService],
  exports: [SiteService, ChangeSettings, SitePreviews],
})
export class SiteModule {}
