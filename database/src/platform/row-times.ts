import { CreateDateColumn, UpdateDateColumn } from 'typeorm';

/** When a row was made and last changed, by the database's clock. For people; nothing is decided by it. @see data-model §1 */
export abstract class RowTimes {
  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;

  @UpdateDateColumn({ type: 'timestamptz' })
  updatedAt: Date;
}
