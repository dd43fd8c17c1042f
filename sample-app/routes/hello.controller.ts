import { Controller, Get, Param } from '@nestjs/common';

/** The route that goes well. */
@Controller('hello')
export class HelloController {
  /** Answers 200 and `{ "greeting": "Hello, bob!" }`. */
  @Get(':name')
  greet(@Param('name') name: string): { greeting: string } {
    return { greeting: `Hello, ${name}!` };
  }
}
