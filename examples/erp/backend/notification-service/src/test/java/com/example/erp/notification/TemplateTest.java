package com.example.erp.notification;

import com.example.erp.shared.Refusal;
import com.example.erp.testing.Expect;
import com.example.erp.testing.Test;
import java.util.Map;

class TemplateTest {

  @Test
  void putsValuesInTheirPlaces() {
    Map<String, Object> values = Map.of("title", "A laptop", "requester", "Kim Minji", "step", 2);
    Expect.equal(
        "the subject",
        "Your approval is needed: A laptop",
        Template.APPROVAL_NEEDED.subject(values));
    Expect.equal(
        "the text",
        "Kim Minji asks for your approval: A laptop.\nYou are step 2.",
        Template.APPROVAL_NEEDED.text(values));
  }

  @Test
  void namesTheValueThatIsMissing() {
    var failure =
        Expect.failure(
            "no reason",
            Refusal.Invalid.class,
            () -> Template.REJECTED.text(Map.of("title", "A laptop", "step", 1)));
    Expect.equal(
        "the message", "The template rejected needs a value for \"reason\"", failure.getMessage());
  }

  @Test
  void takesValuesLiterally() {
    String title = "$1 \\ {step}";
    Expect.equal(
        "the subject", "Approved: " + title, Template.APPROVED.subject(Map.of("title", title)));
  }

  @Test
  void isFoundByItsPublicName() {
    Expect.equal("approval-needed", Template.APPROVAL_NEEDED, Template.named("approval-needed"));
    Expect.failure("an unknown name", Refusal.Invalid.class, () -> Template.named("birthday"));
  }
}
