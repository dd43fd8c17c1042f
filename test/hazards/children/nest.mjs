// What the children share. They are plain JavaScript, so that Node runs them as they are, and have no decorators therefore.
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { OnHook, PluginSystemModule } from 'nestjs-plugin-system';

/** Subscribes the method `hear` of a class, as `@OnHook(kind, hook, options)` on it does. Returns the class. */
export function hears(classRef, kind, hook, options) {
  const descriptor = Object.getOwnPropertyDescriptor(classRef.prototype, 'hear');
  OnHook(kind, hook, options)(classRef.prototype, 'hear', descriptor);
  return classRef;
}

/** The root module of an application with the plugin system, some providers and other modules. */
export function rootModule(options, providers = [], imports = []) {
  class AppModule {}
  Module({ imports: [PluginSystemModule.forRoot(options), ...imports], providers })(AppModule);
  return AppModule;
}

/** Answers the test with one line of JSON. */
export function answer(value) {
  console.log(JSON.stringify(value));
}
