import { Module } from '@nestjs/common';
import { AUTHENTICATOR } from '../../platform/http/authenticator.js';
import { ApiKeysController } from './api-keys.controller.js';
import { ApiKeysService } from './api-keys.service.js';
import { AuthenticatorService } from './authenticator.service.js';
import { FirstOwnerService } from './first-owner.service.js';
import { MeController } from './me.controller.js';
import { PasswordHasher } from './password-hasher.js';
import { PermissionsService } from './permissions.service.js';
import { SessionController } from './session.controller.js';
import { SessionCookies } from './session-cookies.js';
import { SessionStateService } from './session-state.service.js';
import { SessionsService } from './sessions.service.js';
import { SetupController } from './setup.controller.js';
import { SetupTokenService } from './setup-token.service.js';
import { SignInService } from './sign-in.service.js';
import { SignOutService } from './sign-out.service.js';
import { UsersService } from './users.service.js';

/** Who people and programs are, and what they may do. */
@Module({
  controllers: [SessionController, SetupController, MeController, ApiKeysController],
  providers: [
    ApiKeysService,
    AuthenticatorService,
    { provide: AUTHENTICATOR, useExisting: AuthenticatorService },
    FirstOwnerService,
    PasswordHasher,
    PermissionsService,
    SessionCookies,
    SessionStateService,
    SessionsService,
    SetupTokenService,
    SignInService,
    SignOutService,
    UsersService,
  ],
  exports: [UsersService, ApiKeysService, PermissionsService, AUTHENTICATOR],
})
export class IdentityModule {}
