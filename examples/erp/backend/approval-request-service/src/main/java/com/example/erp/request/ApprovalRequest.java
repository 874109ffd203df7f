package com.example.erp.request;

import java.time.Instant;
import java.util.List;

/** A request that was checked and accepted. Who decides about it is another service's business. */
public record ApprovalRequest(
    long id, long requesterId, String title, String content, List<Step> steps, Instant createdAt) {}
