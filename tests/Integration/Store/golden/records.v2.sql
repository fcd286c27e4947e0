BEGIN TRANSACTION;
CREATE TABLE source (
    id INTEGER PRIMARY KEY, gate TEXT NOT NULL, stream TEXT NOT NULL, UNIQUE (gate, stream)) STRICT;
INSERT INTO source VALUES(1,'gate-old','0123456789abcdef');
CREATE TABLE place (
    id INTEGER PRIMARY KEY, district TEXT NOT NULL, street TEXT NOT NULL, community TEXT NOT NULL,
    UNIQUE (district, street, community)) STRICT;
INSERT INTO place VALUES(1,'230103','230103001','230103001001');
CREATE TABLE record (
    source INTEGER NOT NULL REFERENCES source, seq INTEGER NOT NULL, place INTEGER NOT NULL REFERENCES place,
    measurement TEXT NOT NULL, time_ns INTEGER NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (source, seq)) STRICT, WITHOUT ROWID;
INSERT INTO record VALUES(1,41,1,'screening',1767225600000000041,'{"kind":"screening","outcome":"retry","surface_centi_c":-512,"ambient_centi_c":1498,"sample_count":2,"dwell_ms":1500,"model":"heat_balance","model_version":1,"threshold_centi_c":3730,"quality":"indicative","reason":"too_few_samples","seq":41,"time":{"microseconds":1767225600000000,"error_microseconds":3000},"maintenance":false}');
INSERT INTO record VALUES(1,42,1,'screening',1767225606200000042,'{"kind":"screening","outcome":"normal","body_centi_c":3664,"surface_centi_c":3401,"ambient_centi_c":2017,"sample_count":12,"dwell_ms":1212,"model":"melexis_reference","model_version":1,"threshold_centi_c":3730,"quality":"clinical","reason":"none","first_seq":41,"seq":42,"time":{"microseconds":1767225606200000,"error_microseconds":3000},"maintenance":false}');
INSERT INTO record VALUES(1,43,1,'passage',1767225608000000043,'{"kind":"passage","direction":"inward","end":"completed","screening_seq":42,"seq":43,"time":{"microseconds":1767225608000000,"error_microseconds":3000},"maintenance":false}');
INSERT INTO record VALUES(1,44,1,'passage',1767225609500000044,'{"kind":"passage","direction":"outward","end":"unscreened","seq":44,"time":{"microseconds":1767225609500000,"error_microseconds":4000},"maintenance":true}');
INSERT INTO record VALUES(1,45,1,'gate_event',1767225609600000045,'{"kind":"event","type":"door_forced","count":3,"detail":"door \u95E8 open","seq":45,"time":{"microseconds":1767225609600000,"error_microseconds":4000},"maintenance":false}');
INSERT INTO record VALUES(1,46,1,'gate_summary',1767225600000000046,'{"kind":"summary","span":"hour","start_seconds":1767225600,"normal":7,"fever":1,"retry":2,"manual":1,"inward":6,"outward":2,"in_service_seconds":3600,"ambient_count":2,"ambient_sum_centi_c":3515,"ambient_min_centi_c":1498,"ambient_max_centi_c":2017,"histogram":{"under":1,"b366":6,"over":1},"seq":46,"time":{"microseconds":1767229200000000,"error_microseconds":5000},"maintenance":false}');
INSERT INTO record VALUES(1,47,1,'gate_summary',1767196800000000047,'{"kind":"summary","span":"day","start_seconds":1767196800,"normal":0,"fever":0,"retry":0,"manual":0,"inward":0,"outward":0,"in_service_seconds":0,"ambient_count":0,"ambient_sum_centi_c":0,"ambient_min_centi_c":0,"ambient_max_centi_c":0,"histogram":{},"seq":47,"time":{"microseconds":1767229200000000,"error_microseconds":5000},"maintenance":false}');
INSERT INTO record VALUES(1,48,1,'gate_health',1767229260000000048,'{"kind":"health","outbox_depth":12,"outbox_oldest_seconds":61,"device_bytes_written":4096000,"cpu_centi_c":4150,"memory_bytes":50000000,"disk_free_bytes":12000000000,"i2c_transactions":36000,"i2c_nacks":4,"i2c_pec_errors":1,"i2c_flag_errors":2,"i2c_range_errors":3,"clock_quality":"welcome","uptime_seconds":3660,"version":"0.1.0","seq":48,"time":{"microseconds":1767229260000000,"error_microseconds":5000},"maintenance":false}');
INSERT INTO record VALUES(1,49,1,'gate_health',1767229320000000049,'{"kind":"health","outbox_depth":0,"outbox_oldest_seconds":0,"device_bytes_written":0,"memory_bytes":0,"disk_free_bytes":0,"i2c_transactions":0,"i2c_nacks":0,"i2c_pec_errors":0,"i2c_flag_errors":0,"i2c_range_errors":0,"clock_quality":"ntp","uptime_seconds":0,"version":"0.1.0","seq":49,"time":{"microseconds":1767229320000000,"error_microseconds":5000},"maintenance":false}');
CREATE TABLE summary_sum (
    source INTEGER NOT NULL REFERENCES source, span TEXT NOT NULL, start_seconds INTEGER NOT NULL,
    place INTEGER NOT NULL REFERENCES place, normal INTEGER NOT NULL, fever INTEGER NOT NULL, retry INTEGER NOT NULL, manual INTEGER NOT NULL, manual_fever INTEGER NOT NULL, manual_normal INTEGER NOT NULL, inward INTEGER NOT NULL, outward INTEGER NOT NULL, in_service_seconds INTEGER NOT NULL, ambient_count INTEGER NOT NULL, ambient_sum_centi_c INTEGER NOT NULL, 
    ambient_min_centi_c INTEGER, ambient_max_centi_c INTEGER, bins TEXT NOT NULL,
    PRIMARY KEY (source, span, start_seconds, place)) STRICT, WITHOUT ROWID;
INSERT INTO summary_sum VALUES(1,'day',1767196800,1,0,0,0,0,0,0,0,0,0,0,0,NULL,NULL,'');
INSERT INTO summary_sum VALUES(1,'hour',1767225600,1,7,1,2,1,0,0,6,2,3600,2,3515,1498,2017,'339:1,366:6,421:1');
CREATE INDEX screening_by_time ON record (source, time_ns) WHERE measurement = 'screening';
CREATE INDEX event_by_time ON record (source, time_ns) WHERE measurement = 'gate_event';
CREATE VIEW screening AS
    SELECT gate, stream, district, street, community, seq, time_ns, body
    FROM record JOIN source ON source.id = record.source JOIN place ON place.id = record.place
    WHERE measurement = 'screening';
CREATE VIEW passage AS
    SELECT gate, stream, district, street, community, seq, time_ns, body
    FROM record JOIN source ON source.id = record.source JOIN place ON place.id = record.place
    WHERE measurement = 'passage';
CREATE VIEW gate_event AS
    SELECT gate, stream, district, street, community, seq, time_ns, body
    FROM record JOIN source ON source.id = record.source JOIN place ON place.id = record.place
    WHERE measurement = 'gate_event';
CREATE VIEW gate_summary AS
    SELECT gate, stream, district, street, community, seq, time_ns, body
    FROM record JOIN source ON source.id = record.source JOIN place ON place.id = record.place
    WHERE measurement = 'gate_summary';
CREATE VIEW gate_health AS
    SELECT gate, stream, district, street, community, seq, time_ns, body
    FROM record JOIN source ON source.id = record.source JOIN place ON place.id = record.place
    WHERE measurement = 'gate_health';
CREATE TRIGGER summary_counted AFTER INSERT ON record WHEN NEW.measurement = 'gate_summary' BEGIN
    INSERT INTO summary_sum
    SELECT NEW.source, NEW.body ->> 'span', NEW.body ->> 'start_seconds', NEW.place,
        coalesce(NEW.body ->> 'normal', 0), coalesce(NEW.body ->> 'fever', 0), coalesce(NEW.body ->> 'retry', 0), coalesce(NEW.body ->> 'manual', 0), coalesce(NEW.body ->> 'manual_fever', 0), coalesce(NEW.body ->> 'manual_normal', 0), coalesce(NEW.body ->> 'inward', 0), coalesce(NEW.body ->> 'outward', 0), coalesce(NEW.body ->> 'in_service_seconds', 0), coalesce(NEW.body ->> 'ambient_count', 0), coalesce(NEW.body ->> 'ambient_sum_centi_c', 0), 
        iif(NEW.body ->> 'ambient_count' > 0, NEW.body ->> 'ambient_min_centi_c', NULL),
        iif(NEW.body ->> 'ambient_count' > 0, NEW.body ->> 'ambient_max_centi_c', NULL),
        bins_of(NEW.body -> 'histogram')
    WHERE true
    ON CONFLICT DO UPDATE SET normal = normal + excluded.normal, fever = fever + excluded.fever, retry = retry + excluded.retry, manual = manual + excluded.manual, manual_fever = manual_fever + excluded.manual_fever, manual_normal = manual_normal + excluded.manual_normal, inward = inward + excluded.inward, outward = outward + excluded.outward, in_service_seconds = in_service_seconds + excluded.in_service_seconds, ambient_count = ambient_count + excluded.ambient_count, ambient_sum_centi_c = ambient_sum_centi_c + excluded.ambient_sum_centi_c, 
        ambient_min_centi_c = min(coalesce(ambient_min_centi_c, excluded.ambient_min_centi_c), coalesce(excluded.ambient_min_centi_c, ambient_min_centi_c)),
        ambient_max_centi_c = max(coalesce(ambient_max_centi_c, excluded.ambient_max_centi_c), coalesce(excluded.ambient_max_centi_c, ambient_max_centi_c)),
        bins = bins_plus(bins, excluded.bins);
END;
PRAGMA user_version=2;
COMMIT;
