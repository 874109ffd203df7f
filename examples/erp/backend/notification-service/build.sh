#!/bin/sh
# Builds this service: target/notification-service.jar, and the test reports in target/reports
exec sh "$(dirname "$0")/../build-service.sh" notification-service com.example.erp.notification.NotificationService
