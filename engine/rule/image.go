package rule

import (
	"strings"

	"vpcanvas/engine/design"
	"vpcanvas/engine/kind"
)

// ImageSources are the ends that a task must reach to pull an image: those of ECR for a private
// repository, whose layers lie in S3, and the internet for any other registry.
func ImageSources(image string) []design.End {
	host, _, _ := strings.Cut(image, "/")
	parts := strings.Split(host, ".")
	const ecrHost = 6 // 123456789012.dkr.ecr.region.amazonaws.com
	if len(parts) < ecrHost || parts[1] != "dkr" || parts[2] != "ecr" {
		return []design.End{{Ref: kind.To(kind.Internet)}}
	}
	region := parts[3]
	return []design.End{{Service: "ecr.api", Region: region}, {Service: "ecr.dkr", Region: region}, {Service: kind.ServiceS3, Region: region}}
}
