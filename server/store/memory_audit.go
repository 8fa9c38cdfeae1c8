package store

import "context"

// Record adds a row to the audit.
func (m *Memory) Record(_ context.Context, r AuditRow) error {
	if err := checkAuditRow(r); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	r.Serial, r.At = int64(len(m.audit))+1, millis(r.At)
	m.audit = append(m.audit, r)
	return m.open()
}

// AuditRows are those after a serial.
func (m *Memory) AuditRows(_ context.Context, after int64, limit int) ([]AuditRow, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	rows := []AuditRow{}
	for _, r := range m.audit {
		if r.Serial > after && (limit == 0 || len(rows) < limit) {
			rows = append(rows, r)
		}
	}
	return rows, m.open()
}
