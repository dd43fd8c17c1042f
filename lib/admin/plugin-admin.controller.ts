import {
  Controller,
  Get,
  Headers,
  HttpStatus,
  Inject,
  NotFoundException,
  Param,
  Req,
  Res,
  UseGuards,
  VERSION_NEUTRAL,
  type CanActivate,
  type Type,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { LiveUpdates } from './live-updates.js';
import { openStream, type AnyRequest, type AnyResponse } from './open-stream.js';
import { page } from './page.js';
import { ADMIN_SETTINGS, type AdminSettings } from './plugin-admin.options.js';
import { PluginOverview } from './plugin-overview.js';
import { prefersHtml } from './prefers-html.js';

const MAX_SHOWN_NAME = 128;
const COMMON_HEADERS = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' } as const;

/** The routes. Each answers by itself, so that no interceptor of the application wraps what page and clients have to read. */
export interface AdminController {
  list(accept: string | undefined, response: object): void;
  page(response: object): void;
  hooks(response: object): void;
  events(request: AnyRequest, response: AnyResponse): void;
  plugin(name: string, response: object): void;
}

/** Makes the controller: where it is and who guards it is part of the class. */
export function adminController(
  path: string,
  guards: readonly (Type<CanActivate> | CanActivate)[],
): Type<AdminController> {
  // Neutral, so that the page is where it is said to be whichever versions the application's own routes have.
  @Controller({ path, version: VERSION_NEUTRAL })
  @UseGuards(...guards)
  class PluginAdminController implements AdminController {
    constructor(
      private readonly overview: PluginOverview,
      private readonly updates: LiveUpdates,
      private readonly host: HttpAdapterHost,
      @Inject(ADMIN_SETTINGS) private readonly settings: AdminSettings,
    ) {}

    @Get()
    list(@Headers('accept') accept: string | undefined, @Res() response: object): void {
      if (this.settings.page && prefersHtml(accept)) this.sendPage(response, '');
      else this.send(response, { plugins: this.overview.plugins() });
    }

    @Get('ui')
    page(@Res() response: object): void {
      if (!this.settings.page) throw new NotFoundException('There is no page: PluginAdminModule has page: false.');
      this.sendPage(response, '/ui');
    }

    @Get('hooks')
    hooks(@Res() response: object): void {
      this.send(response, this.overview.hooks());
    }

    @Get('events')
    events(@Req() request: AnyRequest, @Res() response: AnyResponse): void {
      this.updates.checkOpen();
      const stream = openStream(request, response);
      if (stream) this.updates.add(stream);
    }

    @Get(':name')
    plugin(@Param('name') name: string, @Res() response: object): void {
      const plugin = this.overview.plugin(name);
      if (plugin === undefined) {
        throw new NotFoundException(`There is no plugin named ${JSON.stringify(name.slice(0, MAX_SHOWN_NAME))}.`);
      }
      this.send(response, plugin);
    }

    private sendPage(response: object, suffix: '' | '/ui'): void {
      const { headers, html } = page(suffix);
      this.send(response, html, headers);
    }

    private send(response: object, body: object | string, headers: Readonly<Record<string, string>> = {}): void {
      const { httpAdapter } = this.host;
      for (const [name, value] of Object.entries({ ...COMMON_HEADERS, ...headers })) {
        httpAdapter.setHeader(response, name, value);
      }
      httpAdapter.reply(response, body, HttpStatus.OK);
    }
  }
  return PluginAdminController;
}
