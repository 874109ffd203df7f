package com.example.erp.processing;

import com.example.erp.shared.Fields;
import com.example.erp.shared.Refusal;

/** What an approver said in their turn. */
public record Decision(long approverId, Verdict verdict, String comment) {

  public enum Verdict {
    APPROVED,
    REJECTED
  }

  public Decision {
    if (verdict == Verdict.REJECTED && comment.isBlank()) {
      throw new Refusal.Invalid("A rejection needs a comment");
    }
  }

  static Decision of(Fields fields) {
    Verdict verdict =
        switch (fields.text("verdict")) {
          case "approved" -> Verdict.APPROVED;
          case "rejected" -> Verdict.REJECTED;
          default -> throw new Refusal.Invalid("\"verdict\" must be approved or rejected");
        };
    return new Decision(fields.number("approverId"), verdict, fields.text("comment", ""));
  }
}
