#!/bin/sh
# Builds this service: target/approval-processing-service.jar, and the test reports in target/reports
exec sh "$(dirname "$0")/../build-service.sh" approval-processing-service com.example.erp.processing.ApprovalProcessingService
