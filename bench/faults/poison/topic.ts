/** Where instances meet that were told of no topic. With RabbitMQ it is a fanout exchange. */
export const TOPIC = 'plugin-system';
