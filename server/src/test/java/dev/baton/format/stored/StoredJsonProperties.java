package dev.baton.format.stored;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.build.Build;
import dev.baton.model.execution.ActionRun;
import dev.baton.model.execution.Effect;
import dev.baton.model.execution.Event;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.PipelineState;
import dev.baton.model.execution.RuleRun;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class StoredJsonProperties {

  @Property(tries = 100)
  void whatIsWrittenIsRead(@ForAll long seed) {
    AnyValue any = AnyValue.random(seed);

    comesBack(Forms.execution(), (ExecutionState) any.of(ExecutionState.class));
    comesBack(Forms.unit(), (PipelineState) any.of(PipelineState.class));
    comesBack(Forms.event(), (Event) any.of(Event.class));
    comesBack(Forms.effect(), (Effect) any.of(Effect.class));
    comesBack(Forms.action(), (ActionRun) any.of(ActionRun.class));
    comesBack(Forms.rule(), (RuleRun) any.of(RuleRun.class));
    comesBack(Forms.build(), (Build) any.of(Build.class));
  }

  private static <T> void comesBack(StoredJson<T> form, T value) {
    assertThat(form.read(form.write(value))).isEqualTo(value);
  }
}
