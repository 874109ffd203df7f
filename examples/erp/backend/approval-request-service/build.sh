#!/bin/sh
# Builds this service: target/approval-request-service.jar, and the test reports in target/reports
exec sh "$(dirname "$0")/../build-service.sh" approval-request-service com.example.erp.request.ApprovalRequestService
