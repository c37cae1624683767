import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { Requires, Unaudited } from '../../platform/http/policy.js';
import { TestMonitorDto, TestResponse } from './dto/monitor-actions.dto.js';
import { TestMonitorService } from './test-monitor.service.js';

@Controller('api/v4/monitor-tests')
export class MonitorTestsController {
  constructor(private readonly tests: TestMonitorService) {}

  /** Runs a check once with values that need not be saved; nothing is stored. */
  @Post()
  @HttpCode(200)
  @Requires('monitors.write')
  @Unaudited('stores nothing')
  async run(@Body() body: TestMonitorDto): Promise<TestResponse> {
    return { test: await this.tests.run(body) };
  }
}
