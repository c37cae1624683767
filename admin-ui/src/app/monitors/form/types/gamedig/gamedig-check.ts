import { Component, computed, input } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { MatAutocomplete, MatAutocompleteTrigger } from '@angular/material/autocomplete';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption } from '@angular/material/select';
import { FieldErrors } from '../../../../ui/field-errors.js';
import { GAMEDIG_EVAL } from '../../fields/eval-docs.js';
import { EvalField } from '../../fields/eval-field.js';
import { Fold } from '../../fields/fold.js';
import { NumberField } from '../../fields/number-field.js';
import { TextField } from '../../fields/text-field.js';
import { GAMEDIG_KIND, type GamedigDraft } from './gamedig-draft.js';
import { COMMON_GAMES } from './games.js';

const SHOWN = 8;

/** A game server: which game, where, and how to ask. */
@Component({
  selector: 'app-gamedig-check',
  imports: [
    EvalField,
    FieldErrors,
    Fold,
    FormField,
    MatAutocomplete,
    MatAutocompleteTrigger,
    MatCheckbox,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOption,
    NumberField,
    TextField,
  ],
  templateUrl: './gamedig-check.html',
})
export class GamedigCheck {
  readonly check = input.required<FieldTree<GamedigDraft>>();
  protected readonly evalDocs = GAMEDIG_EVAL;
  protected readonly games = computed(() => {
    const text = this.check().gameId().value().trim().toLowerCase();
    return COMMON_GAMES.filter(({ id, name }) => id.includes(text) || name.toLowerCase().includes(text)).slice(0, SHOWN);
  });
  protected readonly gameName = computed(() => {
    const id = this.check().gameId().value().trim();
    return COMMON_GAMES.find((game) => game.id === id)?.name ?? 'Id from the GameDig list of games; these are the usual ones.';
  });
  protected readonly isChanged = computed(() => {
    const { timeout, guessPort, requestRules } = this.check()().value();
    return timeout !== GAMEDIG_KIND.fresh.timeout || guessPort || requestRules;
  });

  /** A game that is chosen from the list brings its port along, unless somebody wrote one. */
  protected choose(id: string): void {
    this.check().gameId().value.set(id);
    const game = COMMON_GAMES.find((each) => each.id === id);
    const port = this.check().port();
    if (game !== undefined && !port.dirty()) port.value.set(game.port);
  }
}
