package com.example.erp.request;

import com.example.erp.shared.Fields;
import java.util.List;

/** A request as somebody wrote it, before anything was checked. */
public record Draft(long requesterId, String title, String content, List<Step> steps) {

  static Draft of(Fields fields) {
    return new Draft(
        fields.number("requesterId"),
        fields.text("title"),
        fields.text("content", ""),
        fields.list("steps").stream().map(Step::of).toList());
  }
}
