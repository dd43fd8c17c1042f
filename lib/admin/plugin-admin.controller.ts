import {
  Controller,
  Get,
  Header,
  Headers,
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
import type { HookEntry, PluginDetails, PluginEntry } from './admin-entries.js';
import { LiveUpdates } from './live-updates.js';
import { openStream, type AnyRequest, type AnyResponse } from './open-stream.js';
import { page } from './page.js';
import { ADMIN_SETTINGS, type AdminSettings } from './plugin-admin.options.js';
import { PluginOverview } from './plugin-overview.js';
import { prefersHtml } from './prefers-html.js';

const MAX_SHOWN_NAME = 128;

/** The routes. */
export interface AdminController {
  list(accept: string | undefined, response: object): { plugins: PluginEntry[] } | string;
  page(response: object): string;
  hooks(): { hooks: HookEntry[] };
  events(request: AnyRequest, response: AnyResponse): void;
  plugin(name: string): PluginDetails;
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
    @Header('Cache-Control', 'no-store')
    list(
      @Headers('accept') accept: string | undefined,
      @Res({ passthrough: true }) response: object,
    ): { plugins: PluginEntry[] } | string {
      if (this.settings.page && prefersHtml(accept)) return this.sendPage(response);
      return { plugins: this.overview.plugins() };
    }

    @Get('ui')
    @Header('Cache-Control', 'no-store')
    page(@Res({ passthrough: true }) response: object): string {
      if (!this.settings.page) throw new NotFoundException('There is no page: PluginAdminModule has page: false.');
      return this.sendPage(response);
    }

    @Get('hooks')
    @Header('Cache-Control', 'no-store')
    hooks(): { hooks: HookEntry[] } {
      return { hooks: this.overview.hooks() };
    }

    @Get('events')
    events(@Req() request: AnyRequest, @Res() response: AnyResponse): void {
      this.updates.checkOpen();
      const stream = openStream(request, response);
      if (stream) this.updates.add(stream);
    }

    @Get(':name')
    @Header('Cache-Control', 'no-store')
    plugin(@Param('name') name: string): PluginDetails {
      const plugin = this.overview.plugin(name);
      if (plugin) return plugin;
      throw new NotFoundException(`There is no plugin named ${JSON.stringify(name.slice(0, MAX_SHOWN_NAME))}.`);
    }

    private sendPage(response: object): string {
      const { headers, html } = page();
      for (const [name, value] of Object.entries(headers)) this.host.httpAdapter.setHeader(response, name, value);
      return html;
    }
  }
  return PluginAdminController;
}
