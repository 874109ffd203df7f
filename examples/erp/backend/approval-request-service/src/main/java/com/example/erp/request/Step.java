package com.example.erp.request;

import com.example.erp.shared.Fields;

/** One approver's turn; steps are taken in order, the first is 1. */
public record Step(long order, long approverId) {

  static Step of(Object json) {
    Fields fields = Fields.of(json);
    return new Step(fields.number("order"), fields.number("approverId"));
  }
}
